package poplock.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name server on which every address is on a block list: each question for a TXT record of the list is answered. */
final class BlockList implements AutoCloseable {
    static final String REASON = "on a list";

    private static final int HEADER = 12;
    private static final int TXT = 16;

    private final String zone;
    private final String address;
    private final DatagramSocket socket;

    /** @param address to serve on, at port 53 */
    BlockList(String zone, String address) throws IOException {
        this.zone = zone;
        this.address = address;
        socket = new DatagramSocket(53, InetAddress.getByName(address));
        Thread.ofPlatform().daemon().name("block list").start(this::serve);
    }

    String address() {
        return address;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new AssertionError(e);
            }
        }
    }

    /** RFC 1035, section 4.1: the question again, and after it a record of its name; no record for other types or zones. */
    private byte[] answer(byte[] question) throws IOException {
        var name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(new String(question, at + 1, question[at], StandardCharsets.ISO_8859_1)).append('.');
            at += question[at] + 1;
        }
        boolean listed = question[at + 2] == TXT && name.toString().endsWith("." + zone + ".");
        var out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        out.write(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) (listed ? 1 : 0), 0, 0, 0, 0});
        out.write(question, HEADER, at + 5 - HEADER);
        if (listed) {
            out.write(new byte[] {(byte) 0xc0, HEADER, 0, TXT, 0, 1, 0, 0, 0, 60, 0,
                    (byte) (REASON.length() + 1), (byte) REASON.length()});
            out.write(REASON.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
