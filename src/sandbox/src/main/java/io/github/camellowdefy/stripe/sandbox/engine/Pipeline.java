// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.request.Keys;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.request.RateLimit;
import io.github.camellowdefy.stripe.sandbox.request.RequestBody;
import io.github.camellowdefy.stripe.sandbox.request.RequestCheck;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.Router;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from the outside in: route, key, parameters, idempotency, behaviour, expansion; and
 * Stripe's headers on the way out.
 */
final class Pipeline {

    private static final Pattern VERSION =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?(;.*)?");
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /** Sees every answer; the sandbox's own tests check them all. */
    private static volatile BiConsumer<Route, Answer> watcher = (route, answer) -> {};

    private final Engine engine;
    private final EngineSettings settings;
    private final Router router;
    private final Behaviours behaviours;
    private final Idempotency idempotency;
    private final RateLimit limit;

    Pipeline(
            Engine engine,
            EngineSettings settings,
            Router router,
            Behaviours behaviours,
            Idempotency idempotency) {
        this.engine = engine;
        this.settings = settings;
        this.router = router;
        this.behaviours = behaviours;
        this.idempotency = idempotency;
        this.limit = new RateLimit(settings.requestsPerSecond());
    }

    static void watch(BiConsumer<Route, Answer> all) {
        watcher = all;
    }

    /**
     * Answers.
     *
     * @param limited whether the request counts towards the limit of requests per second
     */
    Answer handle(ApiRequest request, boolean limited) {
        String requestId = "req_" + engine.ids().token(14);
        String asked = request.header("stripe-version");
        String version = asked == null ? settings.apiVersion() : asked;
        Answer answer =
                guarded(requestId, () -> authenticated(request, requestId, version, limited));
        Map<String, String> more = new LinkedHashMap<>();
        more.put("Request-Id", requestId);
        more.put("Stripe-Version", version);
        more.put("Stripe-Account", request.header("stripe-account"));
        more.put("Idempotency-Key", request.header("idempotency-key"));
        more.put(Answer.LIMITED, answer.status() == 429 ? "global-rate" : null);
        more.put("WWW-Authenticate", answer.status() == 401 ? "Basic realm=\"Stripe\"" : null);
        more.values().removeIf(Objects::isNull);
        return answer.with(more);
    }

    private Answer authenticated(
            ApiRequest request, String requestId, String version, boolean limited) {
        Router.Match match = router.match(request.verb(), request.path());
        Route route = match.route();
        String authorization = request.header("authorization");
        RequestBody page = Keys.isPublic(route) ? RequestBody.of(request, false) : null;
        Keys.Grant grant =
                page != null && Keys.takePublishable(authorization, page)
                        ? new Keys.Grant(settings.platform(), null)
                        : settings.keys().authenticate(authorization);
        if (!VERSION.matcher(version).matches()) {
            throw StripeError.invalid("Invalid Stripe API version: " + version);
        }
        Keys.permit(grant, route, authorization);
        Account account = account(grant, request, authorization);
        if (limited && !limit.admits(account.id())) {
            throw RateLimit.exceeded();
        }
        RequestBody body = page == null ? RequestBody.of(request, route.isV2()) : page;
        String key = idempotencyKey(request, route);
        Cause cause = new Cause(requestId, key, version);
        Params params = new Params(body.params());
        Call call =
                new Call(
                        engine,
                        route,
                        request.path(),
                        match.ids(),
                        params,
                        body.file(),
                        account,
                        cause,
                        engine.clock().seconds());
        if (key == null) {
            return run(call);
        }
        Idempotency.Outcome outcome =
                idempotency.begin(account, key, route, request.path(), body, requestId);
        Idempotency.Entry entry = outcome.entry();
        if (outcome.replay() != null) {
            return outcome.replay()
                    .with("Idempotent-Replayed", "true")
                    .with("Original-Request", entry.requestId());
        }
        Answer answer = null;
        try {
            answer = guarded(requestId, () -> run(call));
        } finally {
            idempotency.end(entry, account, answer, answer != null && executed(answer, route));
        }
        return answer.with("Original-Request", requestId);
    }

    /** Reads run side by side, writes one by one. */
    private Answer run(Call call) {
        requireRoom(call.route());
        RequestCheck.check(call.route(), call.params());
        References.check(call);
        Behaviour behaviour = behaviours.find(call.route());
        Supplier<Answer> work = () -> work(call.begun(), behaviour);
        List<String> expand = call.params().texts("expand");
        Answer answer =
                call.route().verb().equals("GET")
                        ? expanded(work.get(), call, expand)
                        : call.account().locked(() -> expanded(work.get(), call, expand));
        watcher.accept(call.route(), answer);
        return answer;
    }

    private static Answer work(Call call, Behaviour behaviour) {
        return behaviour == null ? call.proceed() : behaviour.handle(call);
    }

    /** Whatever deletes or reads goes on, and what the sandbox itself is told to do. */
    private void requireRoom(Route route) {
        boolean stores = route.verb().equals("POST") && !route.template().startsWith("/_");
        if (stores && engine.memory().isFull()) {
            throw StripeError.refusal("sandbox_full", Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private Answer expanded(Answer answer, Call call, List<String> expand) {
        if (expand.isEmpty() || !answer.isJson()) {
            return answer;
        }
        ObjectNode tree = Json.read(answer.body());
        new Expander(call.account()).expand(tree, expand);
        return new Answer(
                answer.status(), answer.contentType(), Json.write(tree), answer.headers());
    }

    /** v1 keeps whatever came of running; v2 runs again what failed. */
    private static boolean executed(Answer answer, Route route) {
        if (route.isV2()) {
            return answer.status() < 300;
        }
        String code = answer.errorCode();
        boolean refused = answer.status() == 400 && code != null && code.startsWith("parameter_");
        return !refused && answer.status() != 409 && answer.status() != 429;
    }

    private Account account(Keys.Grant grant, ApiRequest request, String authorization) {
        String context = request.header("stripe-context");
        String named = context == null ? request.header("stripe-account") : context;
        if (named == null || named.isEmpty() || named.equals(grant.account())) {
            return engine.account(grant.account());
        }
        if (!engine.knows(named)) {
            throw StripeError.noAccess(named);
        }
        return engine.account(named);
    }

    private static String idempotencyKey(ApiRequest request, Route route) {
        boolean writes =
                route.verb().equals("POST") || route.isV2() && route.verb().equals("DELETE");
        String key = request.header("idempotency-key");
        return writes && key != null && !key.isEmpty() ? key : null;
    }

    private Answer guarded(String requestId, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (StripeError error) {
            return Answer.of(error, error.status() == 401 ? null : log(requestId));
        } catch (ArithmeticException | DateTimeException e) {
            return Answer.of(StripeError.refusal("beyond_reckoning"), log(requestId));
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed on {}", requestId, e);
            return Answer.of(
                    StripeError.refusal("sandbox_failed", e.getClass().getName()), log(requestId));
        }
    }

    private String log(String requestId) {
        return "https://dashboard.stripe.com/"
                + settings.platform()
                + "/test/workbench/logs?object="
                + requestId;
    }
}
