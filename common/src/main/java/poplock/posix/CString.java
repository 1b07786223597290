package poplock.posix;

/** Texts as the C library takes them. */
public final class CString {
    private CString() {}

    /**
     * @param text bytes, as ISO-8859-1
     * @return the bytes and a NUL
     */
    public static byte[] of(String text) {
        byte[] bytes = new byte[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** The same bytes without the NUL, as a file holds them. */
    public static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** The text that is these bytes; null for null. */
    public static String text(byte[] bytes) {
        return bytes == null ? null : text(bytes, 0, bytes.length);
    }

    /** The text from one index to another. Without a charset's decoder, which costs a native executable much. */
    public static String text(byte[] bytes, int start, int end) {
        char[] text = new char[end - start];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) (bytes[start + i] & 0xff);
        }
        return new String(text);
    }
}
