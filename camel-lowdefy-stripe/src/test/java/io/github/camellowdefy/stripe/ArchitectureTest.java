/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.github.camellowdefy.stripe";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void knowledgeFlowsOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("lowdefy")
                .definedBy(ROOT + ".lowdefy..")
                .layer("camel")
                .definedBy(ROOT)
                .layer("event")
                .definedBy(ROOT + ".event..")
                .layer("webhook")
                .definedBy(ROOT + ".webhook..")
                .layer("client")
                .definedBy(ROOT + ".client..")
                .layer("call")
                .definedBy(ROOT + ".call..")
                .layer("catalog")
                .definedBy(ROOT + ".catalog..")
                .whereLayer("lowdefy")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("camel")
                .mayOnlyBeAccessedByLayers("lowdefy")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("camel", "lowdefy")
                .whereLayer("webhook")
                .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event", "webhook")
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("camel", "lowdefy", "event", "webhook", "client")
                .check(CLASSES);
    }

    @Test
    void whatDecidesAndTheClientKnowNoCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalog..",
                        ROOT + ".call..",
                        ROOT + ".client..",
                        ROOT + ".webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void eventsKnowOfCamelOnlyItsRepositories() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".event..")
                .should()
                .dependOnClassesThat(
                        describe(
                                "are Camel's, but not its repositories",
                                ArchitectureTest::isCamelsButNoRepository))
                .check(CLASSES);
    }

    @Test
    void whatDecidesReachesNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalog..",
                        ROOT + ".call..",
                        ROOT + ".webhook..",
                        ROOT + ".event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..", "org.apache.hc..")
                .check(CLASSES);
    }

    private static boolean isCamelsButNoRepository(JavaClass type) {
        return type.getPackageName().startsWith("org.apache.camel")
                && !type.getSimpleName().endsWith("Repository");
    }
}
