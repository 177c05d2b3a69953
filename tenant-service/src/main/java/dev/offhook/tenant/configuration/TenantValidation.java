package dev.offhook.tenant.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ValidatorFactory;

import dev.offhook.tenant.rules.GoodTenantValidator;
import dev.offhook.tenant.rules.SecretLengths;
import dev.offhook.tenant.rules.TenantRules;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Asks Bean Validation what is wrong with a document, given the secrets that its tenant has. */
@ApplicationScoped
public class TenantValidation {
    private final HibernateValidatorFactory validators;

    TenantValidation(ValidatorFactory validators) {
        this.validators = validators.unwrap(HibernateValidatorFactory.class);
    }

    /** Every fault, in the order of the rules; empty when all is well. */
    public List<Fault> faults(TenantDocument document, SecretLengths secrets) {
        return validators.usingContext().constraintValidatorPayload(secrets).getValidator().validate(document).stream()
                .map(TenantValidation::told)
                .sorted(Comparator.comparingInt(GoodTenantValidator.Told::position))
                .map(GoodTenantValidator.Told::fault)
                .toList();
    }

    /** Every fault of secrets in clear. */
    public List<Fault> faults(Map<String, String> secrets) {
        return secrets.entrySet().stream()
                .flatMap(secret -> TenantRules.faults(secret.getKey(), secret.getValue()).stream())
                .toList();
    }

    private static GoodTenantValidator.Told told(ConstraintViolation<TenantDocument> violation) {
        HibernateConstraintViolation<?> raised = violation.unwrap(HibernateConstraintViolation.class);
        return raised.getDynamicPayload(GoodTenantValidator.Told.class);
    }
}
