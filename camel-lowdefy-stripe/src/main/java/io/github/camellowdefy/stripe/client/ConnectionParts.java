/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import io.github.camellowdefy.stripe.client.answer.AnswerReader;
import io.github.camellowdefy.stripe.client.encode.AttemptHeaders;
import io.github.camellowdefy.stripe.client.encode.RequestEncoder;
import io.github.camellowdefy.stripe.client.encode.Telemetry;
import io.github.camellowdefy.stripe.client.http.HttpTransport;
import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
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
            ConnectionSettings settings, Timeline timeline, HttpTransport transport) {
        int rate = settings.requestsPerSecond();
        Telemetry telemetry = new Telemetry(settings.telemetry());
        return new ConnectionParts(
                settings,
                timeline,
                transport,
                new CallGate(settings.maxConcurrentRequests(), rate, timeline),
                new AttemptJudge(
                        new AnswerReader(),
                        new RetryRule(rate > 0, () -> ThreadLocalRandom.current().nextDouble())),
                telemetry,
                new AttemptHeaders(settings.secretKey(), telemetry),
                new RequestEncoder(),
                new ConnectionStats());
    }
}
