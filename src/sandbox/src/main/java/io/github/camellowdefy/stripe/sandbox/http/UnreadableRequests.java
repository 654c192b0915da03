// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (headers too large, no HTTP at all): Stripe's words, and a note. */
final class UnreadableRequests extends ErrorHandler {

    private final Recorder recorder;

    UnreadableRequests(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            Throwable cause,
            Callback callback) {
        String why = "unreadable request: " + code + (message == null ? "" : ' ' + message);
        String path = request.getHttpURI() == null ? "" : request.getHttpURI().getPath();
        recorder.refused(
                new ApiRequest(
                        String.valueOf(request.getMethod()),
                        path == null ? "" : path,
                        null,
                        Map.of(),
                        new byte[0]),
                code,
                why);
        StripeError error =
                code != 500
                        ? StripeError.of(
                                code, "invalid_request_error", "Invalid request: " + message)
                        : StripeError.of(code, "api_error", "The sandbox failed: " + message);
        byte[] body = Answer.of(error, null).body();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
