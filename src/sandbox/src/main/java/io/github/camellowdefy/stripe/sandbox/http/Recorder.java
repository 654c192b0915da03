// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.control.JournalEntry;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import java.util.HashMap;
import java.util.Map;

/** Writes what happens into the journal, without the keys. */
record Recorder(SandboxClock clock, Journal journal) {

    /** The parameters of a larger request are not kept: there may be thousands. */
    private static final int MAX_KEPT = 16 * 1024;

    /** A request and its answer; {@code answer} is null where a fault left none. */
    void answered(ApiRequest request, Answer answer, Fault fault) {
        int status = answer == null ? 0 : answer.status();
        String code = answer == null ? null : answer.errorCode();
        String meant = answer == null ? null : code == null ? "" + status : status + " " + code;
        String outcome =
                fault == null ? meant : meant == null ? fault.name() : fault + " (" + meant + ')';
        add(request, answer, fault, status, outcome);
    }

    /** A request that never reached the engine, and why. */
    void refused(ApiRequest request, int status, String why) {
        add(request, null, null, status, why);
    }

    private void add(ApiRequest request, Answer answer, Fault fault, int status, String outcome) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.computeIfPresent("authorization", (name, value) -> redact(value));
        journal.add(
                new JournalEntry(
                        clock.instant(),
                        request.verb(),
                        request.path(),
                        Map.copyOf(headers),
                        request.body().length > MAX_KEPT ? Map::of : request::readableParams,
                        status,
                        outcome,
                        fault,
                        answer == null ? Map.of() : answer.headers()));
    }

    private static String redact(String authorization) {
        int space = authorization.indexOf(' ');
        boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        String scheme = space < 0 ? "" : authorization.substring(0, space + 1);
        int shown = bearer && authorization.length() > 20 ? authorization.length() - 4 : -1;
        return scheme + "****" + (shown < 0 ? "" : authorization.substring(shown));
    }
}
