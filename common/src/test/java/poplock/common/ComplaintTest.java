package poplock.common;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ComplaintTest {
    @Test
    void carriesItsExitStatus() {
        assertEquals(100, Complaint.usage("x").exit());
        assertEquals(100, Complaint.atLine("file", 3, "why").exit());
        assertEquals(111, Complaint.temporary("x").exit());
    }

    @Test
    void namesFileLineAndCause() {
        assertEquals("/etc/x.conf:3: why", Complaint.atLine("/etc/x.conf", 3, "why").getMessage());
    }

    @Test
    void staysOneLineAndMovesNoCursor() {
        String hostile = "a\nb\rc\u001b[2Jd\0e\u007ff\u009b2Jg\u0085h\u2028i\tj";
        assertEquals("a?b?c?[2Jd?e?f?2Jg?h?i?j", Complaint.usage(hostile).getMessage());
        assertEquals("/tmp/\u00e9\u00ff", Complaint.usage("/tmp/\u00e9\u00ff").getMessage());
    }
}
