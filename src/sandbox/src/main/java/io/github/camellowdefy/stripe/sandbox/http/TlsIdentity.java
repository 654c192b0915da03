// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a self-signed certificate for {@code localhost} and the loopback addresses, made afresh
 * for each sandbox. The JDK can sign but not issue certificates, hence the bytes are put together
 * here.
 */
public final class TlsIdentity {

    private static final char[] PASSWORD = "sandbox".toCharArray();
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    private final KeyStore keys;
    private final X509Certificate certificate;

    private TlsIdentity(KeyStore keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * A new identity, valid for ten years.
     *
     * @param hosts names and addresses besides those of this machine
     */
    public static TlsIdentity generate(List<String> hosts) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = certificate(pair, hosts);
            KeyStore keys = empty();
            keys.setKeyEntry(
                    "sandbox", pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
            return new TlsIdentity(keys, certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No certificate for the sandbox: " + e.getMessage(), e);
        }
    }

    /** A context for clients that trusts this identity and nothing else. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("sandbox", certificate);
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate in PEM, for clients outside this process. */
    public String pem() {
        try {
            Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
            return "-----BEGIN CERTIFICATE-----\n"
                    + encoder.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyStore keys() {
        return keys;
    }

    String password() {
        return new String(PASSWORD);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    private static X509Certificate certificate(KeyPair pair, List<String> hosts)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        byte[] name =
                Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8("Stripe sandbox"))));
        byte[] body =
                Der.sequence(
                        Der.tagged(0, true, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(63, new SecureRandom())),
                        ECDSA_SHA256,
                        name,
                        Der.sequence(
                                Der.time(now.minus(Duration.ofDays(1))),
                                Der.time(now.plus(Duration.ofDays(3650)))),
                        name,
                        pair.getPublic().getEncoded(),
                        Der.tagged(3, true, Der.sequence(authority(), names(hosts))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] whole = Der.sequence(body, ECDSA_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(whole));
    }

    /** basicConstraints: its own authority, as some clients want of a trusted certificate. */
    private static byte[] authority() {
        return Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes())));
    }

    /** subjectAltName: the loopback names and addresses, and those given. */
    private static byte[] names(List<String> hosts) throws IOException {
        Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        all.addAll(hosts);
        List<byte[]> names = new ArrayList<>();
        for (String host : all) {
            boolean address = host.contains(":") || host.matches("[0-9.]+");
            byte[] value =
                    address
                            ? InetAddress.getByName(host).getAddress()
                            : host.getBytes(StandardCharsets.US_ASCII);
            names.add(Der.tagged(address ? 7 : 2, false, value));
        }
        return Der.sequence(
                Der.oid("2.5.29.17"), Der.octets(Der.sequence(names.toArray(byte[][]::new))));
    }
}
