// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import io.github.camellowdefy.stripe.sandbox.control.DaemonThreads;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Delivers every event to every endpoint that subscribes to it. An endpoint gets its events one
 * after the other; what it does not take is tried again, ever more rarely, for three days of the
 * sandbox clock, while later events go on.
 */
public final class Webhooks implements AutoCloseable {

    private static final List<Duration> WAITS =
            Stream.of(5, 30, 120, 300, 600, 720, 720, 720, 720).map(Duration::ofMinutes).toList();

    private static final int MOST_DELIVERIES = 10_000;
    private static final String RETRY = "deliver_again";

    private final Engine engine;
    private final Faults faults;
    private final Sender sender = new Sender();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(DaemonThreads.named("stripe-sandbox-webhooks"));
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private int underWay;

    /** Listens to the engine's events from now on. */
    public Webhooks(Engine engine, Faults faults) {
        this.engine = engine;
        this.faults = faults;
        engine.events().listen(this::accept);
        engine.agenda().on(RETRY, this::retry);
    }

    /**
     * Takes up what a snapshot says was still to be delivered and is no retry that waits for its
     * time: deliveries that were under way when it was saved.
     */
    public void resume() {
        Set<List<String>> waiting = new HashSet<>();
        engine.agenda().open(RETRY).forEach(about -> waiting.add(about.subList(0, 2)));
        for (Event event : engine.events().awaited()) {
            for (Account account : engine.accounts().values()) {
                for (Target target : Target.of(account)) {
                    if (event.awaited().contains(target.id())
                            && !waiting.contains(List.of(event.id(), target.id()))) {
                        enqueue(new Attempt(event, target, 1), false);
                    }
                }
            }
        }
    }

    /** Forgets what was delivered and what was to be; what is under way counts no more. */
    public void reset() {
        queues.clear();
        synchronized (this) {
            deliveries.clear();
        }
    }

    /** The attempts so far, in the order they ended; the newest 10,000. */
    public List<Delivery> deliveries() {
        synchronized (this) {
            return List.copyOf(deliveries);
        }
    }

    /**
     * Waits until nothing is under way; retries that are due later do not count.
     *
     * @return whether that came about within {@code patience} of real time
     */
    public synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (underWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Gives an endpoint or event destination of the main account a new signing secret, as the
     * dashboard does. Until the old one expires both sign.
     *
     * @param overlap how long the old one lives on, by the sandbox clock
     * @return the new secret
     */
    public String rollSecret(String endpoint, Duration overlap) {
        if (overlap == null || overlap.isNegative()) {
            throw new IllegalArgumentException(
                    "rollSecret expects how long the old secret lives on, 0 or more; read "
                            + overlap);
        }
        String object = endpoint.startsWith("we_") ? Target.ENDPOINT : Target.DESTINATION;
        String[] secret = new String[1];
        engine.change(
                engine.platform(),
                changes -> secret[0] = Secrets.roll(changes, object, endpoint, overlap));
        return secret[0];
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    /** Called with the account's lock held: only takes note, sends nothing itself. */
    private void accept(Event event) {
        Account platform = engine.platform();
        deliver(event, event.account());
        if (event.account() != platform) {
            deliver(event, platform);
        }
    }

    private void deliver(Event event, Account account) {
        for (Target target : Target.of(account)) {
            if (target.wants(event)) {
                boolean thinned = target.thin() && !event.isThin();
                plan(thinned ? engine.events().thin(event) : event, target);
            }
        }
    }

    private void plan(Event event, Target target) {
        event.awaitDelivery(target.id());
        Fault fault = faults.onDelivery(event.type());
        enqueue(new Attempt(event, target, 1), fault == Fault.REORDERED_DELIVERY);
        if (fault == Fault.DUPLICATE_DELIVERY) {
            enqueue(new Attempt(event, target, 1), false);
        }
    }

    private void enqueue(Attempt attempt, boolean afterNext) {
        Queue queue = queues.computeIfAbsent(attempt.target().id(), id -> new Queue());
        queue.add(attempt, afterNext);
        pump(queue);
    }

    private void pump(Queue queue) {
        Attempt next;
        // in one step, for whoever waits until nothing is under way
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                return;
            }
            underWay++;
        }
        worker.execute(() -> send(next, queue));
    }

    private void send(Attempt attempt, Queue queue) {
        Target target = attempt.target().now();
        if (target == null) {
            ended(attempt, queue, 0, "the endpoint was disabled or deleted");
            return;
        }
        byte[] payload = attempt.event().notification();
        List<String> secrets = target.secrets(engine.clock().seconds());
        sender.send(
                target.url(),
                payload,
                secrets,
                (status, outcome) -> ended(attempt, queue, status, outcome));
    }

    private void ended(Attempt attempt, Queue queue, int status, String outcome) {
        boolean current = queues.get(attempt.target().id()) == queue;
        Delivery delivery = current ? settle(attempt, status, outcome) : null;
        if (current) {
            queue.done();
            pump(queue);
        }
        synchronized (this) {
            if (current) {
                deliveries.add(delivery);
                if (deliveries.size() > MOST_DELIVERIES) {
                    deliveries.removeFirst();
                }
            }
            underWay--;
            notifyAll();
        }
    }

    private Delivery settle(Attempt attempt, int status, String outcome) {
        Event event = attempt.event();
        Target target = attempt.target();
        Delivery delivery =
                new Delivery(
                        target.id(),
                        target.url(),
                        event.id(),
                        event.type(),
                        attempt.number(),
                        status,
                        outcome);
        boolean gone = target.now() == null;
        if (delivery.delivered()) {
            event.taken(target.id());
        } else if (gone || attempt.number() > WAITS.size()) {
            event.givenUp(target.id());
        } else {
            Instant due = engine.clock().instant().plus(WAITS.get(attempt.number() - 1));
            String next = String.valueOf(attempt.number() + 1);
            String[] about = {event.id(), target.id(), target.account().id(), next};
            engine.agenda().plan(due, RETRY, event.account(), about);
        }
        return delivery;
    }

    private void retry(Changes changes, List<String> about) {
        Event event = engine.events().find(changes.account(), about.get(0));
        Target target = Target.find(engine.account(about.get(2)), about.get(1));
        if (target == null) {
            event.givenUp(about.get(1));
            return;
        }
        enqueue(new Attempt(event, target, Integer.parseInt(about.get(3))), false);
    }
}
