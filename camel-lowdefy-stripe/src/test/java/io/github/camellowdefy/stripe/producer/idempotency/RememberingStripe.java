// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camellowdefy.stripe.ReceivedRequest;
import io.github.camellowdefy.stripe.Reply;
import io.github.camellowdefy.stripe.ScriptedExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of Stripe as idempotency takes: it charges once for a key, repeats the answer that a key
 * has, and meets each request of an order with the fate that the order's script holds for it.
 */
final class RememberingStripe implements Reply {

    private static final Pattern ORDER = Pattern.compile("metadata\\[order]=([^&]+)");
    private static final String CHARGED = "{\"id\":\"pi_1\",\"object\":\"payment_intent\"}";
    private static final Reply RESET = Reply.resetAfterReading();

    /** What becomes of a request. */
    enum Fate {
        PAID(Work.CHARGE, null),
        DECLINED(Work.DECLINE, null),
        CHARGED_THEN_RESET(Work.CHARGE, RESET),
        RESET_UNSEEN(Work.NONE, RESET),
        CHARGED_THEN_CUT_OFF(Work.CHARGE, Reply.truncated(CHARGED, 9)),
        CHARGED_THEN_NO_JSON(Work.CHARGE, Reply.json("<html>")),
        CHARGED_THEN_GATEWAY(Work.CHARGE, Reply.bytes(403, "text/html", "<html>".getBytes(UTF_8))),
        CHARGED_THEN_500(Work.CHARGE, error(500, "api_error", "x")),
        UNAVAILABLE(Work.NONE, error(503, "api_error", "x", "Stripe-Should-Retry: false")),
        IN_USE(Work.NONE, error(409, "idempotency_error", "idempotency_key_in_use")),
        UNAUTHORIZED(Work.NONE, error(401, "invalid_request_error", "api_key_expired")),
        FORBIDDEN(Work.NONE, error(403, "invalid_request_error", "more_permissions_required")),
        LIMITED(Work.NONE, error(429, "invalid_request_error", "rate_limit")),
        LOCKED(Work.NONE, error(429, "invalid_request_error", "lock_timeout")),
        INVALID(Work.NONE, error(400, "invalid_request_error", "parameter_unknown")),
        MISSING(Work.NONE, error(404, "invalid_request_error", "resource_missing")),
        ANOTHER_CALL(Work.NONE, error(400, "idempotency_error", "x")),
        ADVISED(Work.NONE, error(400, "api_error", "x", "Stripe-Should-Retry: true"));

        private final Work work;
        private final Reply answer;

        Fate(Work work, Reply answer) {
            this.work = work;
            this.answer = answer;
        }

        private static Reply error(int status, String type, String code, String... headers) {
            return Reply.json(
                    status,
                    "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"m\"}}"
                            .formatted(type, code),
                    headers);
        }
    }

    private enum Work {
        NONE,
        CHARGE,
        DECLINE
    }

    private final Map<String, List<Fate>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Work> keys = new HashMap<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final List<String> charges = Collections.synchronizedList(new ArrayList<>());

    /** The fates of an order's requests; those beyond are paid. */
    RememberingStripe script(String order, List<Fate> fates) {
        scripts.put(order, fates);
        return this;
    }

    /** Forgets the scripts, but no key. */
    void mend() {
        scripts.clear();
    }

    /** Every charge, by the order it was for. */
    List<String> charges() {
        return List.copyOf(charges);
    }

    @Override
    public void play(ScriptedExchange exchange) throws IOException, InterruptedException {
        ReceivedRequest request = exchange.request();
        Matcher form = ORDER.matcher(URLDecoder.decode(new String(request.body(), UTF_8), UTF_8));
        String order = form.find() ? form.group(1) : "";
        answer(order, request.header("Idempotency-Key")).play(exchange);
    }

    private synchronized Reply answer(String order, String given) {
        List<Fate> script = scripts.getOrDefault(order, List.of());
        int number = requests.merge(order, 1, Integer::sum) - 1;
        Fate fate = number < script.size() ? script.get(number) : Fate.PAID;
        if (fate.work == Work.NONE) {
            return fate.answer;
        }
        String key = given == null ? UUID.randomUUID().toString() : given;
        Work before = keys.putIfAbsent(key, fate.work);
        Work done = before == null ? fate.work : before;
        if (before == null && done == Work.CHARGE) {
            charges.add(order);
        }
        if (fate.answer != null) {
            return fate.answer;
        }
        String[] headers =
                before == null ? new String[0] : new String[] {"Idempotent-Replayed: true"};
        return done == Work.CHARGE
                ? Reply.json(200, CHARGED, headers)
                : Fate.error(402, "card_error", "card_declined", headers);
    }
}
