// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty's requests and the engine's: reads, meets faults, notes, answers. */
final class ApiHandler extends Handler.Abstract {

    /** Well above the largest file Stripe takes (16 MB). */
    private static final int MAX_BODY = 32 << 20;

    private static final byte[] NOTHING = {};

    private final Engine engine;
    private final ServerSettings settings;
    private final SocketFaults sockets;
    private final Recorder recorder;
    private final LocalCallers callers;

    ApiHandler(Engine engine, ServerSettings settings, SocketFaults sockets, Recorder recorder) {
        this.engine = engine;
        this.settings = settings;
        this.sockets = sockets;
        this.recorder = recorder;
        this.callers = new LocalCallers(settings.address(), settings.names());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getLowerCaseName(), value == null ? "" : value);
        }
        Client client = new Client(request, response, callback);
        String refusal = callers.refusal(request);
        if (refusal != null) {
            StripeError error = StripeError.of(403, "invalid_request_error", refusal);
            turnAway(request(request, headers, NOTHING), client, error);
        } else {
            new BodyReader(request, MAX_BODY, reader(request, headers, client)).run();
        }
        return true;
    }

    /** Answers without having read all of the request. */
    private void turnAway(ApiRequest request, Client client, StripeError error) {
        Answer answer = Answer.of(error, null);
        recorder.answered(request, answer, null);
        client.answer(answer.with("Connection", "close"));
    }

    private BodyReader.Reader reader(Request request, Map<String, String> headers, Client client) {
        return new BodyReader.Reader() {
            @Override
            public void read(byte[] body) {
                try {
                    serve(request(request, headers, body), client);
                } catch (RuntimeException e) {
                    client.callback().failed(e);
                }
            }

            @Override
            public void tooLarge() {
                StripeError error = StripeError.refusal("body_too_large", MAX_BODY);
                turnAway(request(request, headers, NOTHING), client, error);
            }

            @Override
            public void broken(Throwable cause) {
                String why = "the body broke off: " + cause.getMessage();
                recorder.refused(request(request, headers, NOTHING), 0, why);
                client.callback().failed(cause);
            }
        };
    }

    private void serve(ApiRequest request, Client client) {
        Answer page = settings.pages().apply(request);
        if (page != null) {
            // without what was typed
            recorder.answered(request.without(), page, null);
            client.answer(page);
            return;
        }
        Fault fault = settings.faults().onRequest(request.verb() + ' ' + request.path());
        Answer answer =
                fault != null && fault.stage() == Fault.Stage.BEFORE
                        ? Answer.instead(fault)
                        : engine.handle(request);
        recorder.answered(request, answer, fault);
        Runnable reply = () -> reply(client, answer, fault);
        long latency = settings.latency().toMillis();
        if (latency > 0) {
            client.later(reply, latency, TimeUnit.MILLISECONDS);
        } else {
            reply.run();
        }
    }

    private void reply(Client client, Answer answer, Fault fault) {
        if (fault == null || fault.stage() == Fault.Stage.BEFORE && answer != null) {
            client.answer(answer);
        } else {
            sockets.strike(fault, client, answer);
        }
    }

    private static ApiRequest request(Request request, Map<String, String> headers, byte[] body) {
        return new ApiRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                body);
    }
}
