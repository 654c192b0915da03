// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camellowdefy.stripe.OwnJvm;
import io.github.camellowdefy.stripe.ScriptedServer;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.encode.StreamedBody;
import io.github.camellowdefy.stripe.client.encode.UnreadableBodyException;
import io.github.camellowdefy.stripe.client.encode.WireRequest;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingUploadTest {

    private static final long HALF_A_GIGABYTE = 500L << 20;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aFileArrivesWhole(@TempDir Path dir) throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(dir.resolve("evidence.bin"), bytes);

        assertThat(SampleCalls.answer(send(file)).status()).isEqualTo(200);

        byte[] body = server.lastRequest().body();
        assertThat(server.lastRequest().header("content-type")).startsWith("multipart/form-data");
        assertThat(server.lastRequest().header("content-length")).isEqualTo("" + body.length);
        assertThat(indexOf(body, bytes)).isPositive();
    }

    @Test
    void aStreamOfUnknownLengthArrivesInChunks() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(8).nextBytes(bytes);

        SampleCalls.answer(send(new ByteArrayInputStream(bytes)));

        assertThat(server.lastRequest().header("transfer-encoding")).isEqualTo("chunked");
        assertThat(indexOf(server.lastRequest().body(), bytes)).isPositive();
    }

    @Test
    void aStreamThatBlocksHoldsUpNobodyElse() throws Exception {
        try (PipedOutputStream feed = new PipedOutputStream();
                PipedInputStream blocking = new PipedInputStream(feed);
                StripeConnection connection = Connecting.to(server).open()) {
            StripeCallFuture upload = connection.send(file(blocking), AnswerFormat.MAP);
            for (int i = 0; i < 50; i++) {
                SampleCalls.answer(connection.send(SampleCalls.create(), AnswerFormat.MAP));
            }
            assertThat(upload).isNotDone();

            feed.write(new byte[10]);
            feed.close();
            assertThat(SampleCalls.answer(upload).status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamThatBreaksFailsTheCallAsNotSent() throws Exception {
        InputStream breaking =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk on fire");
                    }
                };

        assertThat(SampleCalls.failure(send(breaking)))
                .isInstanceOf(StripeNotSentException.class)
                .hasMessageContaining("what was to be uploaded could not be read: disk on fire");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aBodyThatFailsOnceTheServerMayHaveItAllIsNotCalledUnsent() {
        IOException failure = new IOException("disk on fire");

        assertThat(failureOf(10, failure)).isSameAs(failure);
        assertThat(failureOf(11, failure))
                .isInstanceOf(UnreadableBodyException.class)
                .hasCause(failure);
        assertThat(failureOf(-1, failure)).isInstanceOf(UnreadableBodyException.class);
        assertThat(failureOf(9, failure))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessageContaining("announced with 9 bytes and has more");
    }

    /** What a body of ten bytes fails with that breaks then. */
    private static IOException failureOf(long announced, IOException failure) {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw failure;
                    }
                };
        InputStream tenBytes = new ByteArrayInputStream(new byte[10]);
        AtomicReference<IOException> told = new AtomicReference<>();
        WireRequest.Body body = announced(announced, new SequenceInputStream(tenBytes, broken));
        new StreamedBody(body, Runnable::run, told::set).pump();
        return told.get();
    }

    private static WireRequest.Body announced(long length, InputStream content) {
        return new WireRequest.Body() {
            @Override
            public String contentType() {
                return "application/octet-stream";
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public InputStream open() {
                return content;
            }
        };
    }

    @Test
    void aServerThatTakesNoMoreEndsTheReading() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                };
        server.otherwise(exchange -> exchange.pause(Duration.ofMinutes(5)));
        VirtualTimeline time = new VirtualTimeline();
        ExecutorService readers = Executors.newSingleThreadExecutor();
        try (StripeConnection connection = Connecting.to(server).open(time, readers)) {
            StripeCallFuture call = connection.send(file(endless), AnswerFormat.MAP);
            await().until(() -> server.arrivals() == 1);
            time.advance(Duration.ofSeconds(20));

            assertThat(SampleCalls.failure(call))
                    .isInstanceOf(StripeOutcomeUnknownException.class)
                    .hasMessageContaining("can be read only once");
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.arrivals()).isEqualTo(1);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void aFileThatShrankFailsTheCallAsNotSent() throws Exception {
        WireRequest.Body shrunk = announced(100, new ByteArrayInputStream(new byte[60]));
        ConnectionSettings settings = Connecting.to(server).settings();
        try (ConnectionThreads threads = new ConnectionThreads();
                HttpTransport transport = threads.transport(settings)) {
            WireRequest request =
                    new WireRequest("POST", ApiBase.FILES, "/v1/files", Map.of(), shrunk);

            assertThat(transport.exchange(request, 20_000, false))
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(UnreadableBodyException.class)
                    .withMessageContaining("announced with 100 bytes and has only 60");
        }
    }

    @Test
    void halfAGigabyteFitsThroughASmallHeap() throws Exception {
        server.withoutRecording();
        OwnJvm uploader = OwnJvm.run(OwnJvm.SMALL, Uploader.class, server.url());

        assertThat(uploader.status()).as(uploader.output()).isZero();
        assertThat(uploader.output()).endsWith("uploaded" + System.lineSeparator());
        assertThat(server.arrivals()).isEqualTo(1);
    }

    /** Runs in a JVM of its own. */
    static final class Uploader {

        private Uploader() {}

        public static void main(String[] arguments) throws Exception {
            File sparse = File.createTempFile("upload", ".bin");
            sparse.deleteOnExit();
            try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(sparse, "rw")) {
                file.setLength(HALF_A_GIGABYTE);
            }
            try (StripeConnection connection =
                    Connecting.to(arguments[0]).timeout(600_000).tls(null).open()) {
                connection.send(file(sparse), AnswerFormat.MAP).get(600, TimeUnit.SECONDS);
            }
            System.out.println("uploaded");
        }
    }

    private StripeCallFuture send(Object file) throws Exception {
        StripeConnection connection = Connecting.to(server).open();
        StripeCallFuture call = connection.send(file(file), AnswerFormat.MAP);
        call.whenComplete((answer, failure) -> connection.close());
        return call;
    }

    private static StripeCall file(Object file) {
        return SampleCalls.of(
                SampleCalls.CREATE_FILE,
                List.of(),
                Map.of("purpose", "dispute_evidence", "file", file));
    }

    private static int indexOf(byte[] all, byte[] part) {
        outer:
        for (int i = 0; i + part.length <= all.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (all[i + j] != part[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
