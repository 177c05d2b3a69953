package dev.offhook.tenant.rules;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/** Everything holds that must hold for a tenant; one violation for each fault, its path the fault's field. */
@Documented
@Constraint(validatedBy = GoodTenantValidator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GoodTenant {
    /** Never shown: each fault has a message of its own. */
    String message() default "is no good tenant";

    /** Bean Validation's groups. */
    Class<?>[] groups() default {};

    /** Bean Validation's payload. */
    Class<? extends Payload>[] payload() default {};
}
