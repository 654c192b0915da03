// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import com.stripe.StripeClient;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Clients for tests: the official one, and a bare one for what the official one would not send. */
final class Clients {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Clients() {}

    static StripeClient.StripeClientBuilder builder(StripeSandbox sandbox) {
        return StripeClient.builder()
                .setApiKey(sandbox.secretKey())
                .setApiBase(sandbox.url())
                .setFilesBase(sandbox.url())
                .setConnectBase(sandbox.url())
                .setMaxNetworkRetries(0);
    }

    static V1Services stripe(StripeSandbox sandbox) {
        return builder(sandbox).build().v1();
    }

    /** Sends a request with the sandbox's key; {@code headers} are names and values in turn. */
    static HttpResponse<String> send(
            StripeSandbox sandbox, String verb, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .setHeader("Authorization", "Bearer " + sandbox.secretKey())
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .method(
                                verb,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Posts a form as a page in a browser would, without a key in the header. */
    static HttpResponse<String> anonymous(StripeSandbox sandbox, String path, String form) {
        return send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
