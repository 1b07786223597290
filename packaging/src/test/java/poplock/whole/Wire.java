package poplock.whole;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A connection from a chosen local address that carries lines. Text stands for bytes, as ISO-8859-1. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 30_000;

    private Socket socket;
    private InputStream in;

    /**
     * Connects.
     *
     * @param from the address to connect from
     */
    Wire(String from, String to, int port) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(from, 0));
        try {
            socket.connect(new InetSocketAddress(to, port), PATIENCE);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Goes on in TLS, whoever the server is. */
    Wire tls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyServer()}, null);
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost",
                    socket.getPort(), true);
            secured.startHandshake();
            socket = secured;
            in = new BufferedInputStream(socket.getInputStream());
            return this;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Sends a line. */
    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends text as it is. */
    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next netstring's content; empty at the end of the connection. */
    String netstring() throws IOException {
        int length = 0;
        for (int b = in.read(); b != ':'; b = in.read()) {
            if (b < 0) {
                return "";
            }
            length = length * 10 + Character.digit(b, 10);
        }
        String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        in.read();
        return text;
    }

    /** The next line without its end; empty at the end of the connection. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Sends a line and waits for one. */
    String ask(String line) throws IOException {
        send(line);
        return line();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class AnyServer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
