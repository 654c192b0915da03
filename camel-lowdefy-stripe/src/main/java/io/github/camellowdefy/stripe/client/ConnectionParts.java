// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.budget.Budgets;
import io.github.camellowdefy.stripe.client.encode.AttemptHeaders;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.Telemetry;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** What the calls of one connection share. */
record ConnectionParts(
        ConnectionSettings settings,
        Timeline timeline,
        HttpTransport transport,
        CallGate gate,
        AttemptJudge judge,
        Telemetry telemetry,
        AttemptHeaders headers,
        RequestEncoder encoder,
        ConnectionStats stats) {

    static ConnectionParts of(
            ConnectionSettings settings,
            Timeline timeline,
            HttpTransport transport,
            Executor background) {
        Budgets budgets = new Budgets(settings, timeline, background);
        Telemetry telemetry = new Telemetry(settings.telemetry());
        return new ConnectionParts(
                settings,
                timeline,
                transport,
                new CallGate(settings.maxConcurrentRequests(), budgets, timeline),
                new AttemptJudge(
                        new AnswerReader(),
                        new RetryRule(
                                budgets.areLimited(),
                                () -> ThreadLocalRandom.current().nextDouble())),
                telemetry,
                new AttemptHeaders(settings.secretKey(), telemetry),
                new RequestEncoder(),
                new ConnectionStats());
    }
}
