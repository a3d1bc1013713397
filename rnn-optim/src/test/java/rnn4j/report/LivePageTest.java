package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.train.Outcome;
import rnn4j.train.StepReport;
import rnn4j.train.Until;

/** Speaks HTTP by hand, so that any Host can be named. */
class LivePageTest {

    private final RunPage page = new RunPage("live");

    private static int port(LivePage live) {
        return URI.create(live.address()).getPort();
    }

    private static String get(LivePage live, String request, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(live))) {
            String text = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void showsTheRunAsItGoesOn() throws IOException {
        try (LivePage live = LivePage.open(page, 0)) {
            assertThat(get(live, "GET /", "localhost:" + port(live))).contains("no step yet", "content=\"2\"");
            page.started(0, 0, Until.steps(9));
            page.stepped(new StepReport(7, 0, 2.5, 0.01, 1, false, 64, 1));
            assertThat(get(live, "GET /", "localhost"))
                    .startsWith("HTTP/1.1 200")
                    .contains("<th>step</th><td>7</td>");
            page.stopped(new Outcome(7, 0, 1, Outcome.Reason.CANCELLED));
            assertThat(get(live, "GET /", "localhost")).contains("cancelled").doesNotContain("refresh");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example"})
    void strangersAreRefused(String host) throws IOException {
        try (LivePage live = LivePage.open(page, 0)) {
            assertThat(get(live, "GET /", host)).startsWith("HTTP/1.1 403").doesNotContain("<html");
        }
    }

    @Test
    void otherRequestsAreRefused() throws IOException {
        try (LivePage live = LivePage.open(page, 0)) {
            assertThat(get(live, "GET /etc/passwd", "127.0.0.1")).startsWith("HTTP/1.1 404");
            assertThat(get(live, "POST /", "127.0.0.1")).startsWith("HTTP/1.1 405");
            assertThat(get(live, "GET /", "[::1]:" + port(live))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void listensOnNoOtherAddress() throws IOException {
        try (LivePage live = LivePage.open(page, 0)) {
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            assumeThat(others).as("addresses beside loopback").isNotEmpty();
            for (InetAddress other : others) {
                assertThatThrownBy(() -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(new InetSocketAddress(other, port(live)), 500);
                            }
                        })
                        .as("%s", other)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void endsWithItsThreadAndItsPort() throws IOException, InterruptedException {
        LivePage live = LivePage.open(page, 0);
        int port = port(live);
        get(live, "GET /", "localhost");
        assertThat(alive()).isTrue();
        assertThatThrownBy(() -> LivePage.open(page, port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't listen on port " + port);
        live.close();

        for (int i = 0; i < 100 && alive(); i++) {
            Thread.sleep(20);
        }
        assertThat(alive()).isFalse();
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(free.isBound()).isTrue();
        }
    }

    /** A thread that is no daemon would keep a program alive whose main method failed before it could close anything. */
    @Test
    void keepsNoProgramAlive() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (LivePage live = LivePage.open(page, 0)) {
            assertThat(port(live)).isPositive();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .contains("HTTP-Dispatcher");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .allMatch(Thread::isDaemon);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("HTTP-Dispatcher");
    }

    private static boolean alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("rnn4j-live"));
    }
}
