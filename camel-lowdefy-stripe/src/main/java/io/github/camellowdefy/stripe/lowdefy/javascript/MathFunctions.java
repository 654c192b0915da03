// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.javascript;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The functions of JavaScript's {@code Math} that Java's lack or do differently. */
public final class MathFunctions {

    private static final double LN_2 = 0.6931471805599453;
    private static final MathContext EXACT = new MathContext(40);
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-36");
    private static final BigDecimal TWO_BY_LN_2 =
            new BigDecimal("2.885390081777926814719849362003784069301");

    /**
     * The polynomial of cbrt's guess, and what dividing an exponent by three leaves of its bias.
     */
    private static final double[] CBRT = {
        1.87595182427177009643,
        -1.88497979543377169875,
        1.621429720105354466140,
        -0.758397934778766047437,
        0.145996192886612446982
    };

    private static final long THIRD_OF_BIAS = 715094163;
    private static final int OUTWEIGHS = 60;
    private static final double HUGE = 1 << 28;
    private static final double TINY = 1.0 / HUGE;

    private MathFunctions() {}

    public static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        if (x > HUGE) {
            return StrictMath.log(x) + LN_2;
        }
        double t = x - 1;
        return x > 2
                ? StrictMath.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)))
                : StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
    }

    public static double asinh(double x) {
        double size = Math.abs(x);
        if (size < TINY || !Double.isFinite(x)) {
            return x;
        }
        double result;
        if (size > HUGE) {
            result = StrictMath.log(size) + LN_2;
        } else if (size > 2) {
            result = StrictMath.log(2 * size + 1 / (Math.sqrt(x * x + 1) + size));
        } else {
            double square = x * x;
            result = StrictMath.log1p(size + square / (1 + Math.sqrt(1 + square)));
        }
        return Math.copySign(result, x);
    }

    public static double atanh(double x) {
        double size = Math.abs(x);
        if (size < TINY) {
            return x;
        }
        double twice = size + size;
        double result =
                size < 0.5
                        ? 0.5 * StrictMath.log1p(twice + twice * size / (1 - size))
                        : 0.5 * StrictMath.log1p(twice / (1 - size));
        return Math.copySign(result, x);
    }

    /** Rounded correctly; exact for powers of two. */
    public static double log2(double x) {
        return x > 0 && !Double.isInfinite(x) ? exactLog2(x).doubleValue() : StrictMath.log(x);
    }

    /** A first guess of 23 bits by a polynomial, then one step of Newton's. */
    public static double cbrt(double x) {
        double size = Math.abs(x);
        if (!Double.isFinite(x) || size < Double.MIN_NORMAL) {
            return StrictMath.cbrt(x);
        }
        long third = (Double.doubleToRawLongBits(size) >>> 32) / 3;
        double guess = Double.longBitsToDouble((third + THIRD_OF_BIAS) << 32);
        double r = guess * guess * (guess / size);
        double low = CBRT[0] + r * (CBRT[1] + r * CBRT[2]);
        guess *= low + r * r * r * (CBRT[3] + r * CBRT[4]);
        long bits = Double.doubleToRawLongBits(guess) + 0x80000000L;
        guess = Double.longBitsToDouble(bits & 0xffffffffc0000000L);
        double quotient = size / (guess * guess);
        double root = guess + guess * ((quotient - guess) / (guess + guess + quotient));
        return Math.copySign(root, x);
    }

    /** Java's is the next number at 1. */
    public static double exp(double x) {
        return x == 1 ? Math.E : StrictMath.exp(x);
    }

    /** Java's is the next number at 1 and -1. */
    public static double cosh(double x) {
        return Math.abs(x) == 1 ? (Math.E + 1 / Math.E) / 2 : StrictMath.cosh(x);
    }

    /** How many of the 32 bits lead with zero. */
    public static double clz32(Object value) {
        return Integer.numberOfLeadingZeros(Values.toInt32(value));
    }

    /** Halves go up; what rounds to zero from below is -0. */
    public static double round(double x) {
        if (!Double.isFinite(x) || Math.rint(x) == x) {
            return x;
        }
        double below = Math.floor(x);
        return Math.copySign(x - below >= 0.5 ? below + 1 : below, x);
    }

    public static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /** Halfway round where the ordinate outweighs the abscissa; Java's may be the next number. */
    public static double atan2(double y, double x) {
        boolean upright =
                Double.isFinite(y)
                        && Double.isFinite(x)
                        && Math.getExponent(y) - Math.getExponent(x) > OUTWEIGHS;
        return upright ? Math.copySign(Math.PI / 2, y) : StrictMath.atan2(y, x);
    }

    /** NaN where the base is 1 or -1 and the exponent is not finite; Java says 1. */
    public static double pow(double base, double exponent) {
        return Math.abs(base) == 1 && Double.isInfinite(exponent)
                ? Double.NaN
                : StrictMath.pow(base, exponent);
    }

    /** Of a positive number, to more than 30 digits. */
    private static BigDecimal exactLog2(double x) {
        double normal = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal);
        BigDecimal fraction = new BigDecimal(Math.scalb(normal, -exponent));
        BigDecimal part =
                fraction.subtract(BigDecimal.ONE).divide(fraction.add(BigDecimal.ONE), EXACT);
        BigDecimal square = part.multiply(part, EXACT);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = part;
        for (int odd = 1; power.compareTo(NEGLIGIBLE) > 0; odd += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(odd), EXACT), EXACT);
            power = power.multiply(square, EXACT);
        }
        int shifted = x < Double.MIN_NORMAL ? exponent - 54 : exponent;
        return sum.multiply(TWO_BY_LN_2, EXACT).add(BigDecimal.valueOf(shifted));
    }

    /** The square root of the sum of squares, summed without losing the small ones. */
    public static double hypot(List<?> values) {
        double largest = 0;
        boolean nan = false;
        for (Object value : values) {
            double size = Math.abs(Values.toNumber(value));
            nan |= Double.isNaN(size);
            largest = size > largest ? size : largest;
        }
        if (Double.isInfinite(largest) || (largest == 0 && !nan)) {
            return largest;
        }
        if (nan) {
            return Double.NaN;
        }
        double sum = 0;
        double lost = 0;
        for (Object value : values) {
            double part = Math.abs(Values.toNumber(value)) / largest;
            double summand = part * part - lost;
            double next = sum + summand;
            lost = next - sum - summand;
            sum = next;
        }
        return Math.sqrt(sum) * largest;
    }
}
