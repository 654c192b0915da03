// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.engine.FileBehaviours;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Report runs: pending at first, a moment later a CSV file made of the books. */
public final class Reports implements Behaviours.Module {

    private static final String RUN = "reporting.report_run";
    private static final String END = "report_is_ready";
    private static final Duration TAKES = Duration.ofSeconds(1);

    @Override
    public void register(Behaviours table) {
        table.job(END, (changes, about) -> end(changes, about.get(0)));
        table.on("POST /v1/reporting/report_runs", Reports::create)
                .on("GET /v1/reporting/report_types", Reports::types)
                .on("GET /v1/reporting/report_types/{id}", Reports::type);
    }

    private static Answer types(Call call) {
        ArrayNode all = Json.array();
        ReportType.all().forEach(type -> all.add(type.show(call.now())));
        return Answer.of(Json.list(all, call.path()));
    }

    private static Answer type(Call call) {
        ReportType type = ReportType.find(call.id(0));
        if (type == null) {
            throw StripeError.noSuch("report type", call.id(0), "report_type");
        }
        return Answer.of(type.show(call.now()));
    }

    private static Answer create(Call call) {
        String id = call.params().requireText("report_type");
        ReportType type = ReportType.find(id);
        if (type == null) {
            throw StripeError.noSuchReference("report type", id, "report_type");
        }
        check(call, type);
        Changes changes = call.changes();
        ObjectNode run = changes.draft(RUN);
        call.applyTo(run);
        run.put("report_type", id).put("status", "pending");
        changes.add(run);
        changes.planIn(TAKES, END, Json.id(run));
        return Answer.of(run);
    }

    private static void check(Call call, ReportType type) {
        Params parameters = call.params().hash("parameters");
        type.required().forEach(parameters::require);
        zone(parameters);
        Long start = parameters.integer("interval_start");
        Long end = parameters.integer("interval_end");
        if (end != null && end > call.now()) {
            throw StripeError.refusal(
                    "report_beyond_data",
                    type.id(),
                    Instant.ofEpochSecond(call.now()),
                    Instant.ofEpochSecond(end));
        }
        refuseIf(start != null && end != null && start >= end, "report_interval_empty");
        String connected = parameters.text("connected_account");
        if (connected != null && !call.engine().knows(connected)) {
            throw StripeError.noSuchReference(
                    "account", connected, "parameters[connected_account]");
        }
        for (String column : parameters.texts("columns")) {
            refuseIf(!type.has(column), "report_column_unknown", column, type.id());
        }
        String payout = parameters.text("payout");
        if (payout != null) {
            requireAutomatic(account(call.changes(), connected), payout);
        }
    }

    private static void requireAutomatic(Account account, String payout) {
        ObjectNode found = account.referenced("payout", payout, "parameters[payout]");
        refuseIf(!found.path("automatic").asBoolean(), "payout_not_automatic");
    }

    /** The zone of local times; 400 for one that Java does not know. */
    private static ZoneId zone(Params parameters) {
        String name = parameters.text("timezone");
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw StripeError.invalid("Invalid timezone: " + name).param("parameters[timezone]");
        }
    }

    private static Account account(Changes changes, String connected) {
        return connected == null ? changes.account() : changes.engine().account(connected);
    }

    private static void end(Changes changes, String id) {
        ObjectNode run = changes.find(RUN, id);
        String csv = csv(changes, run);
        ObjectNode file =
                FileBehaviours.keep(
                        changes,
                        id + ".csv",
                        "finance_report_run",
                        "text/csv",
                        csv.getBytes(StandardCharsets.UTF_8));
        run.set("result", file);
        run.put("status", "succeeded").put("succeeded_at", changes.now());
        changes.update(run, "succeeded");
    }

    private static String csv(Changes changes, ObjectNode run) {
        ReportType type = ReportType.find(Json.text(run, "report_type"));
        Params parameters = new Params(Json.hash(run, "parameters"));
        Account account = account(changes, parameters.text("connected_account"));
        List<String> asked = parameters.texts("columns");
        List<String> columns = asked.isEmpty() ? List.copyOf(type.defaults()) : asked;
        ZoneId zone = zone(parameters);
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (ObjectNode row :
                new ReportRows(account, changes.engine().platform(), parameters.tree())
                        .of(type, columns, zone)) {
            csv.append(
                            columns.stream()
                                    .map(each -> ReportColumns.value(each, row, zone))
                                    .map(ReportColumns::quoted)
                                    .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }
}
