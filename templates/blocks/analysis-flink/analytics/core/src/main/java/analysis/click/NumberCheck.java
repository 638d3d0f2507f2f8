package analysis.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** A number within bounds; a bound that is null is none. */
record NumberCheck(boolean whole, Double least, Double most) implements ValueCheck {
    @Override
    public List<String> problemsOf(JsonNode value, String path) {
        if (!value.isNumber()) return List.of(path + ": expected a number");
        double amount = value.doubleValue();
        if (whole && amount != Math.rint(amount)) return List.of(path + ": expected a whole number");
        if (least != null && amount < least) return List.of(path + ": expected at least " + plain(least));
        if (most != null && amount > most) return List.of(path + ": expected at most " + plain(most));
        return List.of();
    }

    private static String plain(double bound) {
        return new BigDecimal(bound).stripTrailingZeros().toPlainString();
    }
}
