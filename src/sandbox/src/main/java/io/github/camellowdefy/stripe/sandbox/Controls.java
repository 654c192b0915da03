// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.control.Journal;
import io.github.camellowdefy.stripe.sandbox.control.JournalEntry;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.seed.SeedFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What Java code has in its hands, for clients in other languages: {@code /_sandbox/clock}, {@code
 * /_sandbox/faults} and {@code /_sandbox/journal}.
 */
record Controls(StripeSandbox sandbox, Faults faults, Journal journal)
        implements Behaviours.Module {

    private static final List<String> KINDS =
            Arrays.stream(Fault.values()).map(Fault::name).toList();

    @Override
    public void register(Behaviours table) {
        table.on("GET /_sandbox/clock", Controls::time)
                .on("POST /_sandbox/clock/advance", Controls::advance)
                .on("POST /_sandbox/reset", this::reset)
                .on("POST /_sandbox/seed", this::seed)
                .on("POST /_sandbox/faults", this::plan)
                .on("DELETE /_sandbox/faults", this::clear)
                .on("GET /_sandbox/journal", this::journal);
    }

    private Answer reset(Call call) {
        sandbox.reset();
        return Answer.of(Json.object().put("object", "sandbox.reset"));
    }

    /** The file comes as a text: {@code curl --data-urlencode file@seed.yaml}. */
    private Answer seed(Call call) {
        ObjectNode seeded = Json.object().put("object", "sandbox.seed");
        try {
            SeedFile file = SeedFile.of("file", call.params().requireText("file"));
            seeded.set("fixtures", Json.of(file.plant(call.engine(), sandbox.secretKey())));
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(e.getMessage()).param("file");
        }
        return Answer.of(seeded);
    }

    private static Answer time(Call call) {
        ObjectNode clock = Json.object();
        clock.put("object", "sandbox.clock").put("now", call.clock().seconds());
        return Answer.of(clock);
    }

    private static Answer advance(Call call) {
        long seconds = call.params().requireInteger("seconds");
        try {
            call.clock().advance(Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(e.getMessage()).param("seconds");
        }
        return time(call);
    }

    private Answer plan(Call call) {
        Params params = call.params();
        params.requireText("fault");
        String kind = params.oneOf("fault", KINDS);
        long times = params.integer("times", 1);
        if (times < 1) {
            throw StripeError.invalid("Expected at least one time.").param("times");
        }
        try {
            int most = (int) Math.min(Integer.MAX_VALUE, times);
            faults.next(Fault.valueOf(kind), most, params.text("on", "*"));
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(e.getMessage()).param("on");
        }
        return planned();
    }

    private Answer clear(Call call) {
        faults.clear();
        return planned();
    }

    private Answer planned() {
        ObjectNode all = Json.object();
        all.put("object", "sandbox.faults").put("pending", faults.pending());
        return Answer.of(all);
    }

    private Answer journal(Call call) {
        ObjectNode list = Json.object();
        list.put("object", "list");
        ArrayNode data = list.putArray("data");
        journal.entries().forEach(entry -> data.add(line(entry)));
        return Answer.of(list);
    }

    private static ObjectNode line(JournalEntry entry) {
        ObjectNode line = Json.object();
        line.put("at", entry.at().getEpochSecond()).put("verb", entry.verb());
        line.put("path", entry.path()).put("status", entry.status());
        line.put("outcome", entry.outcome());
        line.put("fault", entry.fault() == null ? null : entry.fault().name());
        ObjectNode headers = line.putObject("headers");
        entry.headers().forEach(headers::put);
        return line;
    }
}
