// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.sandbox.control.Memory;
import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.request.Forms;
import io.github.camellowdefy.stripe.sandbox.schema.Defaults;
import io.github.camellowdefy.stripe.sandbox.schema.Ids;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Names;
import io.github.camellowdefy.stripe.sandbox.schema.Route;
import io.github.camellowdefy.stripe.sandbox.schema.RouteTable;
import io.github.camellowdefy.stripe.sandbox.schema.Router;
import io.github.camellowdefy.stripe.sandbox.schema.Schema;
import io.github.camellowdefy.stripe.sandbox.schema.Shape;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import io.github.camellowdefy.stripe.sandbox.store.Cause;
import io.github.camellowdefy.stripe.sandbox.store.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The state of a sandbox and the way into it: requests go in, answers come out; no HTTP here. */
public final class Engine {

    private final EngineSettings settings;
    private final Ids ids;
    private volatile String base = "http://127.0.0.1";
    private final Defaults defaults;
    private final EventLog events;
    private final Agenda agenda;
    private final Behaviours behaviours;
    private final GenericEngine generic = new GenericEngine();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Account platform;
    private final Map<String, String> templates = new HashMap<>();
    private final List<String> operations = new ArrayList<>();
    private final Set<String> created = new HashSet<>();
    private final Set<String> objects = new HashSet<>();
    private final Idempotency idempotency;
    private final Snapshot snapshot;
    private final Router router = new Router();
    private final Memory memory = new Memory();
    private final Pipeline pipeline;

    /** Builds the routes from the catalog and the modules. */
    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.ids = new Ids(Names.prefixes(), settings.seed());
        this.defaults = new Defaults(ids, this::base);
        this.events = new EventLog(this);
        this.agenda = new Agenda(this);
        this.behaviours = new Behaviours(agenda);
        this.platform = new Account(settings.platform(), null);
        accounts.put(platform.id(), platform);
        new FileBehaviours().register(behaviours);
        new EventBehaviours().register(behaviours);
        new TokenBehaviours().register(behaviours);
        settings.modules().forEach(module -> module.register(behaviours));
        for (Route route : RouteTable.of(OperationCatalog.get().operations())) {
            router.add(route);
            operations.add(route.operation());
            objects.add(route.object());
            if (route.shape() == Shape.CREATE) {
                created.add(route.object());
            }
            if (route.shape() == Shape.RETRIEVE) {
                templates.putIfAbsent(route.object(), route.template());
            }
        }
        for (String operation : behaviours.operations()) {
            router.add(RouteTable.extra(operation));
            operations.add(operation.replaceAll("\\{\\w*}", "{}"));
        }
        this.idempotency = new Idempotency(settings.clock());
        this.snapshot = new Snapshot(this, idempotency);
        this.pipeline = new Pipeline(this, settings, router, behaviours, idempotency);
    }

    /** Answers a request; whatever goes wrong becomes an answer too. */
    public Answer handle(ApiRequest request) {
        return pipeline.handle(request, true);
    }

    /** Makes a request of the sandbox's own, which counts towards no limit. */
    public Answer play(String verb, String path, ObjectNode params, Map<String, String> headers) {
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        String query = question < 0 ? "" : path.substring(question + 1) + '&';
        boolean inBody = verb.equals("POST");
        String form = Forms.write(params);
        byte[] body =
                !inBody
                        ? new byte[0]
                        : path.startsWith("/v2/")
                                ? Json.write(params)
                                : form.getBytes(StandardCharsets.UTF_8);
        return pipeline.handle(
                new ApiRequest(verb, plain, inBody ? query : query + form, headers, body), false);
    }

    /** The names that a parameter of an operation may have where this one stands. */
    public Set<String> parameters(String verb, String path, String param) {
        return Schema.names(router.match(verb, path).route().operation(), param);
    }

    /** Forgets everything, apart from the accounts named. */
    public void reset(Set<String> kept) {
        platform.locked(
                () -> {
                    agenda.clear();
                    accounts.values().forEach(Account::clear);
                    accounts.keySet()
                            .removeIf(id -> !kept.contains(id) && !id.equals(platform.id()));
                    idempotency.clear();
                    ids.startAt(0);
                    settings.clock().reset();
                    return null;
                });
        memory.collect();
    }

    /** The data of an account, made when it is first asked for. */
    public Account account(String id) {
        return accounts.computeIfAbsent(id, connected -> new Account(connected, platform));
    }

    /** The account the main key belongs to. */
    public Account platform() {
        return platform;
    }

    /** All accounts, the platform among them. */
    public Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    /** Whether requests may name this account. */
    public boolean knows(String accountId) {
        return accounts.containsKey(accountId)
                || platform().find("account", accountId) != null
                || platform().find("v2.core.account", accountId) != null;
    }

    /** All operations, as verb and path: {@code GET /v1/customers/{}}. */
    public List<String> operations() {
        return List.copyOf(operations);
    }

    /** What objects may be called: Stripe's names, and those that behaviours brought. */
    public Set<String> objects() {
        Set<String> names = new TreeSet<>(Defaults.objects());
        names.addAll(objects);
        accounts.values().forEach(account -> names.addAll(account.shelves().keySet()));
        return names;
    }

    /** The kinds of objects that requests make. */
    Set<String> created() {
        return created;
    }

    /** Changes an account without a request: when time has passed, or a test asks for it. */
    public void change(Account account, Consumer<Changes> work) {
        account.locked(
                () -> {
                    Cause cause = new Cause(null, null, settings.apiVersion());
                    work.accept(new Changes(this, account, cause));
                    return null;
                });
    }

    /** A number that grows with every request and whatever makes an object. */
    public long progress() {
        return ids.count();
    }

    /** Writes the whole state to a file, to be loaded by another sandbox. */
    public synchronized void save(Path file) throws IOException {
        snapshot.save(file);
    }

    /** Adds the state that {@link #save} wrote. */
    public void load(InputStream in) throws IOException {
        snapshot.load(in);
    }

    /** The source of ids and secrets. */
    public Ids ids() {
        return ids;
    }

    /** The sandbox's time. */
    public SandboxClock clock() {
        return settings.clock();
    }

    /** Every state change so far. */
    public EventLog events() {
        return events;
    }

    /** What time is to bring. */
    public Agenda agenda() {
        return agenda;
    }

    /** The URL that the sandbox is served at. */
    public String base() {
        return base;
    }

    /** Says where the sandbox is served, before anything is made that names it. */
    public void serveAt(String url) {
        this.base = url;
    }

    /** The version that answers when a request names none. */
    public String apiVersion() {
        return settings.apiVersion();
    }

    /** The path an object can be read at, or null. */
    String url(Account account, String object, String id) {
        String template = templates.get(object);
        Stored stored = account.shelf(object).get(id);
        if (template == null || stored == null) {
            return null;
        }
        int last = template.lastIndexOf("{}");
        String owner = template.substring(0, last);
        String parent = stored.parent() == null ? "" : stored.parent();
        return owner.replace("{}", parent) + id + template.substring(last + 2);
    }

    Memory memory() {
        return memory;
    }

    EngineSettings settings() {
        return settings;
    }

    Defaults defaults() {
        return defaults;
    }

    GenericEngine generic() {
        return generic;
    }
}
