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
package io.github.camellowdefy.stripe.sandbox.engine;

import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.time.Duration;
import java.util.List;

/**
 * What an engine is built with.
 *
 * @param seed of ids and secrets
 * @param platform the id of the account the main key belongs to
 * @param searchLag how far searches lag behind
 * @param requestsPerSecond per account before 429; 0 for no limit
 * @param apiVersion what answers when a request names none
 * @param modules behaviours beyond the generic engine, later ones win
 */
public record EngineSettings(
        long seed,
        SandboxClock clock,
        Keys keys,
        String platform,
        Duration searchLag,
        int requestsPerSecond,
        String apiVersion,
        List<Behaviours.Module> modules) {}
