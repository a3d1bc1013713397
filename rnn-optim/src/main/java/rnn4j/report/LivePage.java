package rnn4j.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import rnn4j.train.TrainingListener;

/**
 * Shows a {@link RunPage} in a browser of this machine while training goes on: it listens on the loopback address and on no other, to
 * requests that name it, and ends with the trainer. Its threads keep no program alive.
 */
public final class LivePage implements TrainingListener {

    private static final int REFRESH = 2;
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");

    private final RunPage page;
    private final HttpServer server;
    private final ExecutorService thread;

    private LivePage(RunPage page, HttpServer server, ExecutorService thread) {
        this.page = page;
        this.server = server;
        this.thread = thread;
    }

    /**
     * Begins to serve a page, which is told of the run by itself.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException when the port is taken
     */
    public static LivePage open(RunPage page, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService thread = Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().daemon().name("rnn4j-live").unstarted(work));
            LivePage live = new LivePage(page, server, thread);
            server.setExecutor(thread);
            server.createContext("/", live::answer);
            // The server's own thread is a daemon only where the one that starts it is.
            CompletableFuture.runAsync(server::start, thread).join();
            return live;
        } catch (IOException e) {
            throw new UncheckedIOException("live: can't listen on port " + port + "; give 0 for any that is free", e);
        }
    }

    /** Returns where the page is. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** Other names may be a stranger's page that has itself resolved to this machine. */
    private static boolean named(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        return NAMES.contains(host) || (colon > 0 && NAMES.contains(host.substring(0, colon)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!named(exchange)) {
                send(exchange, 403, "text/plain", "this page is for localhost\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", "GET only\n");
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, 404, "text/plain", "there is one page: /\n");
            } else {
                send(exchange, 200, "text/html", page.html(REFRESH));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
