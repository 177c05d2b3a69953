package dev.offhook.tenant.rules;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.TenantDocument;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Runs the rules. */
public final class GoodTenantValidator implements ConstraintValidator<GoodTenant, TenantDocument> {

    /**
     * What a violation carries: Bean Validation's set of violations has no order.
     *
     * @param position in the order of the rules
     */
    public record Told(int position, Fault fault) {}

    @Override
    public boolean isValid(TenantDocument tenant, ConstraintValidatorContext context) {
        if (tenant == null) {
            return true;
        }
        var hibernate = context.unwrap(HibernateConstraintValidatorContext.class);
        var known = hibernate.getConstraintValidatorPayload(SecretLengths.class);
        var faults = TenantRules.faults(tenant, known == null ? SecretLengths.NONE : known);
        context.disableDefaultConstraintViolation();
        for (int i = 0; i < faults.size(); i++) {
            hibernate
                    .withDynamicPayload(new Told(i, faults.get(i)))
                    .buildConstraintViolationWithTemplate(
                            literally(faults.get(i).message()))
                    .addPropertyNode(faults.get(i).field())
                    .addConstraintViolation();
        }
        return faults.isEmpty();
    }

    // A brace would begin a parameter, a dollar an expression.
    private static String literally(String message) {
        return message.replaceAll("[\\\\{}$]", "\\\\$0");
    }
}
