// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this process: real, alone, and without a copy of anything. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String CLUSTER = "payment-pipeline-01aaa";

    private final int port;
    private final Properties properties;
    private KafkaRaftServer server;

    /**
     * Formats a folder for a broker; {@link #start} starts it.
     *
     * @param folder where the broker keeps its logs, over restarts as well
     */
    public EmbeddedKafka(Path folder, int port, int controllerPort) throws IOException {
        this.port = port;
        this.properties = properties(folder, port, controllerPort);
        Files.createDirectories(folder);
        Path file = folder.resolveSibling(folder.getFileName() + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            CLUSTER,
                            "--ignore-formatted",
                            "--config",
                            file.toString()
                        },
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IOException(
                    "Kafka cannot use " + folder + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Starts the broker, for the first time or again. */
    public void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
    }

    /** Stops the broker; what it has acknowledged is there when it starts again. */
    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://localhost:%s,CONTROLLER://localhost:%s"
                        .formatted(port, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        // one broker has no second copy of anything
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        // a first run should not wait for members that do not come
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        return properties;
    }
}
