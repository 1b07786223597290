package poplock.showallowed;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Complaint;
import poplock.common.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EntryTableTest {
    private static List<String> sorted(String... entries) {
        var table = new EntryTable("db", entries.length + 3);
        for (String entry : entries) {
            table.add(Entry.parse(entry).orElseThrow());
        }
        table.sort();
        var all = new ArrayList<String>();
        for (int i = 0; i < table.size(); i++) {
            all.add(table.get(i).toString());
        }
        return all;
    }

    @Test
    void theNewestComesFirstAndOfEqualOnesTheFirstAdded() {
        assertEquals(
                List.of("192.0.2.9 999999999999", "2001:db8::7 1795348811", "192.0.2.8 1795348800",
                        "192.0.2.7 1795348800", ":: 0"),
                sorted("192.0.2.8 1795348800", "192.0.2.7 1795348800", ":: 0", "2001:db8::7 1795348811",
                        "192.0.2.9 999999999999"));
    }

    @Test
    void noEntriesAreNone() {
        assertEquals(List.of(), sorted());
    }

    @Test
    void tooManyAreRefusedBeforeAnyIsTaken() {
        var complaint = assertThrows(Complaint.class, () -> new EntryTable("db", EntryTable.MAX + 1));
        assertEquals("unable to list db: more than 2000000 entries; ask for addresses",
                complaint.getMessage());
    }
}
