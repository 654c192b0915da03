// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * How the sandbox serves.
 *
 * @param address to listen on
 * @param names by which clients may call, besides those of this machine
 * @param port 0 for any free one
 * @param latency added to every answer
 * @param tls the certificate to serve with, or null for plain HTTP
 * @param pages what a browser is shown; null for all that is no page
 */
public record ServerSettings(
        String address,
        List<String> names,
        int port,
        Duration latency,
        TlsIdentity tls,
        Faults faults,
        Journal journal,
        Function<ApiRequest, Answer> pages) {}
