// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What time is to bring. A plan is a name and a few texts rather than code, so that a snapshot
 * keeps it and another sandbox carries it out.
 */
public final class Agenda {

    /** Carries out the plans of one name, while the account's lock is held. */
    @FunctionalInterface
    public interface Job {
        /**
         * Does the work.
         *
         * @param about what the plan was made with
         */
        void run(Changes changes, List<String> about);
    }

    private record Plan(Instant due, String job, String account, List<String> about) {}

    private final Engine engine;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<Plan, Long> plans = new ConcurrentHashMap<>();
    private final AtomicLong order = new AtomicLong();

    Agenda(Engine engine) {
        this.engine = engine;
    }

    /** Registers the job that plans of this name are carried out by. */
    public void on(String name, Job job) {
        jobs.put(name, job);
    }

    /**
     * Has a job done when the time has come, on the sandbox's clock. The same again, for the same
     * time, is one plan.
     */
    public void plan(Instant due, String job, Account account, String... about) {
        plan(new Plan(due, job, account.id(), List.of(about)));
    }

    /** What the open plans of this name are about. */
    public List<List<String>> open(String job) {
        return plans.keySet().stream()
                .filter(plan -> plan.job().equals(job))
                .map(Plan::about)
                .toList();
    }

    private void plan(Plan plan) {
        if (plans.putIfAbsent(plan, order.incrementAndGet()) == null) {
            engine.clock().schedule(plan.due(), () -> carryOut(plan));
        }
    }

    private void carryOut(Plan plan) {
        if (plans.remove(plan) == null) {
            return;
        }
        Job job = jobs.get(plan.job());
        engine.change(engine.account(plan.account()), changes -> job.run(changes, plan.about()));
    }

    void clear() {
        plans.clear();
    }

    ArrayNode save() {
        ArrayNode saved = Json.array();
        plans.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .forEach(plan -> save(plan, saved.addObject()));
        return saved;
    }

    private static void save(Plan plan, ObjectNode line) {
        line.put("due", plan.due().toString()).put("job", plan.job());
        line.put("account", plan.account());
        plan.about().forEach(line.putArray("about")::add);
    }

    void load(JsonNode saved) {
        for (JsonNode line : saved) {
            Instant due = Instant.parse(line.path("due").asText());
            List<String> about = Json.texts(line.path("about"));
            plan(new Plan(due, Json.text(line, "job"), Json.text(line, "account"), about));
        }
    }
}
