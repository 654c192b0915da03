// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.request.Keys;
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
