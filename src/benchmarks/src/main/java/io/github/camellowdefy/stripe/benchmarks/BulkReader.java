// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import com.stripe.StripeClient;
import com.stripe.param.CustomerListParams;
import io.github.camellowdefy.stripe.StripeConfiguration;
import io.github.camellowdefy.stripe.client.page.ItemIterator;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Reads customers one by one and works after every hundred of them. */
public final class BulkReader {

    private static final int PAGE = 100;

    private final int count;
    private final long workNanos;
    private final StringBuilder heap = new StringBuilder();
    private double seconds;

    private BulkReader(int count, long workMillis) {
        this.count = count;
        this.workNanos = TimeUnit.MILLISECONDS.toNanos(workMillis);
    }

    /**
     * Reads and prints the seconds it took and the heap it needed.
     *
     * @param arguments name of the reader, URL and key of the sandbox, how many items, milliseconds
     *     of work after each page
     */
    public static void main(String[] arguments) throws Exception {
        BulkReader reader =
                new BulkReader(Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
        if (arguments[0].startsWith("stripe-java")) {
            reader.throughStripeJava(arguments[1], arguments[2]);
        } else {
            reader.throughRoute(arguments[1], arguments[2], options(arguments[0]));
        }
        System.out.printf(Locale.ROOT, "%.3f %s%n", reader.seconds, reader.heap);
        System.exit(0);
    }

    private static String options(String name) {
        return (name.contains("backfill=8") ? "&backfill=8" : "")
                + (name.contains("ordered") ? "&ordered=true" : "")
                + (name.contains("outputType=json") ? "&outputType=json" : "");
    }

    private void throughStripeJava(String url, String key) {
        StripeClient client = StripeClient.builder().setApiKey(key).setApiBase(url).build();
        CustomerListParams params = CustomerListParams.builder().setLimit((long) PAGE).build();
        read(() -> client.v1().customers().list(params).autoPagingIterable().iterator());
    }

    private void throughRoute(String url, String key, String options) throws Exception {
        StripeConfiguration connection = new StripeConfiguration();
        connection.setSecretKey(key);
        connection.setApiBase(url);
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("stripe", connection);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            read(
                    () ->
                            template.requestBody(
                                    "stripe:customers/list?connection=#bean:stripe&autoPaging=true"
                                            + options,
                                    null,
                                    ItemIterator.class));
        }
    }

    private interface Source {
        Iterator<?> items() throws Exception;
    }

    private void read(Source source) {
        long start = System.nanoTime();
        Iterator<?> items;
        try {
            items = source.items();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (int read = 1; read <= count; read++) {
            items.next();
            if (read % PAGE == 0) {
                LockSupport.parkNanos(workNanos);
            }
            if (read == count / 10 || read == count / 2 || read == count) {
                System.gc();
                heap.append(heap.isEmpty() ? "" : ", ")
                        .append(
                                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                                        / 1_000_000);
            }
        }
        seconds = (System.nanoTime() - start) / 1e9;
    }
}
