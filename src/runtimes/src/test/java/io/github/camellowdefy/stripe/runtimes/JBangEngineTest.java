// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.KameletMain;
import org.apache.camel.main.download.DownloadListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route file of the quickstart, unchanged, in the engine behind {@code camel run}. */
class JBangEngineTest {

    /** The modules that the engine wants, and fetches where the class path lacks them. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private KameletMain main;

    @BeforeEach
    void start() throws Exception {
        main = new KameletMain("stripe");
        main.setDownload(true);
        main.setSilent(true);
        main.setMavenCentralEnabled(false);
        main.setMavenApacheSnapshotEnabled(false);
        // the versions of Camel's own modules are read there; nothing is further away
        main.setRepositories(Path.of(System.getProperty("maven.repo.local")).toUri().toString());
        main.setDownloadListener(
                new DownloadListener() {
                    @Override
                    public void onDownloadDependency(
                            String groupId, String artifactId, String version) {
                        wanted.add(artifactId);
                    }

                    @Override
                    public void onAlreadyDownloadedDependency(
                            String groupId, String artifactId, String version) {
                        // neither here nor there
                    }
                });
        main.addInitialProperty(
                "camel.main.routesIncludePattern", "classpath:routes/routes.camel.yaml");
        main.addInitialProperty(
                "camel.component.stripe.configuration",
                "#class:io.github.camellowdefy.stripe.sandbox.SandboxConfiguration('sandbox.json')");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void answersTheThreeRequestsAndDownloadsNothing() throws Exception {
        ProducerTemplate template = main.getCamelTemplate();

        Map<?, ?> customers = template.requestBody("direct:list-customers", null, Map.class);
        assertThat((List<?>) customers.get("data")).hasSize(3);
        assertThat(template.requestBody("direct:create-payment-intent", null, Map.class))
                .containsEntry("amount", 2000L);
        assertThat(template.requestBody("direct:retrieve-checkout-session", null, Map.class))
                .containsEntry("status", "open");
        assertThat(wanted)
                .filteredOn(artifact -> !classPath().contains('/' + artifact + '-'))
                .as("all but Camel's own Kamelets, which the engine always fetches")
                .containsExactly("camel-kamelets");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
