// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Posts a signed event, to this machine only. */
final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What came of it. */
    interface Result {
        /** Status 0 when there was no answer. */
        void ended(int status, String outcome);
    }

    /** Made when the first event goes out: a client starts threads. */
    private static final class Lazy {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /** Signed with the machine's time, for that is what receivers compare with. */
    void send(String url, byte[] payload, List<String> secrets, Result result) {
        URI uri = URI.create(url);
        if (!isHere(uri.getHost())) {
            result.ended(
                    0,
                    "not sent: the sandbox only delivers to this machine, not to " + uri.getHost());
            return;
        }
        long seconds = System.currentTimeMillis() / 1000;
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Accept", "*/*; q=0.5, application/xml")
                        .header("Cache-Control", "no-cache")
                        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                        .header("Stripe-Signature", Secrets.signature(payload, seconds, secrets))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                        .build();
        Lazy.CLIENT
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete(
                        (response, failure) -> {
                            if (failure == null) {
                                int status = response.statusCode();
                                result.ended(status, Integer.toString(status));
                            } else {
                                result.ended(0, why(failure));
                            }
                        });
    }

    private static String why(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        return cause instanceof HttpTimeoutException
                ? "no answer within " + PATIENCE.toSeconds() + " s"
                : String.valueOf(cause.getMessage());
    }

    private static boolean isHere(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
