package poplock.readlog.line;

import java.nio.charset.StandardCharsets;

/** Every form of header that readlog reads, to write a message under another one. All stamps tell the same second. */
public enum HeaderForm {
    TRADITIONAL("Oct 12 07:31:05 mx1 TAG: "), //
    UNPADDED_DAY("Oct 2 07:31:05 mx1 TAG: "), //
    ZERO_PADDED_DAY("Oct 02 07:31:05 mx1 TAG: "), //
    BLANK_PADDED_DAY("Oct  2 07:31:05 mx1 TAG: "), //
    BLANK_PADDED_HOUR("Oct 12  7:31:05 mx1 TAG: "), //
    YEAR_AFTER_DAY("Oct 12 2024 07:31:05 mx1 TAG: "), //
    YEAR_BEFORE_MONTH("2024 Oct 12 07:31:05 mx1 TAG: "), //
    ZONE("Oct 12 07:31:05 CEST mx1 TAG: "), //
    PRI("<22>Oct 12 07:31:05 mx1 TAG: "), //
    NO_MACHINE("Oct 12 07:31:05 TAG: "), //
    RFC3339("2024-10-12T07:31:05.123456+02:00 mx1 TAG: "), //
    RFC3339_UTC("2024-10-12T05:31:05Z mx1 TAG: "), //
    SHORT_ISO("2024-10-12T07:31:05+0200 mx1 TAG: "), //
    SHORT_ISO_PRECISE("2024-10-12T07:31:05.123456+0200 mx1 TAG: "), //
    SHORT_PRECISE("Oct 12 07:31:05.123456 mx1 TAG: "), //
    SHORT_FULL("Sat 2024-10-12 07:31:05 CEST mx1 TAG: "), //
    SHORT_UNIX("1728711065.123456 mx1 TAG: "), //
    SHORT_MONOTONIC("[  123.456789] mx1 TAG: "), //
    SHORT_DELTA("[  123.456789 <    0.000123 >] mx1 TAG: "), //
    SHORT_DELTA_FIRST("[  123.456789                ] mx1 TAG: "), //
    RFC5424_NO_PRI("1 2024-10-12T05:31:05Z mx1 NAME PID - - "), //
    RFC5424("<22>1 2024-10-12T07:31:05.123456+02:00 mx1 NAME PID - - "), //
    RFC5424_DATA("<22>1 - mx1 NAME PID ID7 [x@1 y=\"a \\\"b\\] c\" z=\"\"][origin] "), //
    RFC5424_RSYSLOG("<22>1 2024-10-12T05:31:05Z mx1 NAME PID - -  "), //
    RFC5424_UTF8("<22>1 2024-10-12T05:31:05Z mx1 NAME PID - - \u00ef\u00bb\u00bf"), //
    CRI("2024-10-12T05:31:05.123456789Z stdout F TAG: "), //
    CRI_SYSLOG("2024-10-12T07:31:05.12+02:00 stderr F Oct 12 07:31:05 mx1 TAG: "), //
    DOCKER_SYSLOG("2024-10-12T05:31:05.123456789Z Oct 12 07:31:05 mx1 TAG: "), //
    MULTILOG("@40000000670a09a30a1b2c3d TAG: "), //
    MULTILOG_SYSLOG("@40000000670a09a30a1b2c3d Oct 12 07:31:05 mx1 TAG: "), //
    TAI64NLOCAL("2024-10-12 07:31:05.647662500 TAG: "), //
    SVLOGD("2024-10-12_05:31:05.12345 TAG: "), //
    SVLOGD_T("2024-10-12T05:31:05.12345 TAG: "), //
    SOCKLOG("mail.info: Oct 12 07:31:05 TAG: "), //
    SOCKLOG_MULTILOG("@40000000670a09a30a1b2c3d mail.info: Oct 12 07:31:05 TAG: "), //
    SOCKLOG_TAI64NLOCAL("2024-10-12 07:31:05.647662500 auth.notice: Oct 12 07:31:05 TAG: "), //
    METALOG("Oct 12 07:31:05 [NAME] "), //
    SOLARIS("Oct 12 07:31:05 mx1 TAG: [ID 210418 mail.info] "), //
    SOLARIS_NO_BLANK("Oct 12 07:31:05 mx1 TAG: [ID 210418 mail.info]"), //
    FREEBSD_V("Oct 12 07:31:05 <2.6> mx1 TAG: "), //
    FREEBSD_VV("Oct 12 07:31:05 <mail.info> mx1 TAG: "), //
    BUSYBOX("Oct 12 07:31:05 mx1 mail.info TAG: "), //
    OPENWRT("Sat Oct 12 07:31:05 2024 mail.info TAG: "), //
    AIX("Oct 12 07:31:05 mx1 mail:info TAG: "), //
    AIX_FORWARDED("Oct 12 07:31:05 mx2 Message forwarded from mx1: TAG: "), //
    AIX_FORWARDED_LEVEL("Oct 12 07:31:05 mx2 mail:info Message forwarded from mx1: TAG: "), //
    MACOS("Oct 12 07:31:05 mx1 TAG <Notice>: "), //
    DOVECOT("2024-10-12 07:31:05 TAG: "), //
    DOVECOT1("NAME: 2024-10-12 07:31:05 "), //
    DOVECOT1_SYSLOG("NAME: Oct 12 07:31:05 ");

    private final String form;

    HeaderForm(String form) {
        this.form = form;
    }

    /** Whether it has a place for a pid. */
    public boolean hasPid() {
        return !form.contains("NAME") || form.contains("PID");
    }

    public boolean hasMachine() {
        return form.contains(" mx1");
    }

    /** @param pid -1 for none */
    public byte[] write(String tag, long pid, String message) {
        String header = form.replace("TAG", pid < 0 ? tag : tag + "[" + pid + "]").replace("NAME", tag)
                .replace("PID", pid < 0 ? "-" : Long.toString(pid));
        return (header + message).getBytes(StandardCharsets.ISO_8859_1);
    }
}
