// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of this machine, from the jar of its binaries. */
public final class EmbeddedDatabase implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres postgres;

    /**
     * @param folder where the database is kept, over restarts as well
     */
    public EmbeddedDatabase(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts the database, for the first time or again. */
    public void start() throws IOException {
        postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("max_connections", "200")
                        .start();
    }

    /** What clients connect to. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** The user of the database, who needs no password. */
    public String user() {
        return "postgres";
    }

    /** Stops the database and cuts its connections. */
    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }
}
