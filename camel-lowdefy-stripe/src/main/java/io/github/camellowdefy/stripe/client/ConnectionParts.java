// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.budget.Budgets;
import io.github.camellowdefy.stripe.client.encode.AttemptHeaders;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** What the calls of one connection share, in the order in which a call needs it. */
final class ConnectionParts {

    final ConnectionSettings settings;
    final Timeline timeline;
    final long deadline;
    final ConnectionStats stats = new ConnectionStats();
    final RequestEncoder encoder;
    final CallGate gate;
    final AttemptHeaders headers;
    final HttpTransport transport;
    final AttemptJudge judge;

    /**
     * Makes the parts of a connection.
     *
     * @param background where a budget that is kept elsewhere is asked
     */
    ConnectionParts(
            ConnectionSettings settings,
            Timeline timeline,
            HttpTransport transport,
            Executor background) {
        Budgets budgets = new Budgets(settings, timeline, background);
        this.settings = settings;
        this.timeline = timeline;
        this.deadline = settings.deadline();
        this.encoder = new RequestEncoder(settings);
        this.gate = new CallGate(settings.maxConcurrentRequests(), budgets, timeline);
        this.headers = new AttemptHeaders(settings.secretKey(), settings.telemetry());
        this.transport = transport;
        this.judge =
                new AttemptJudge(
                        new AnswerReader(),
                        new RetryRule(
                                budgets.areLimited(),
                                () -> ThreadLocalRandom.current().nextDouble()));
    }
}
