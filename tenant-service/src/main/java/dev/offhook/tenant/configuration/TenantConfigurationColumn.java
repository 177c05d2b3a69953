package dev.offhook.tenant.configuration;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A tenant's configuration as the JSON that the topic carries too: one mapping, whatever Hibernate's own would be. */
@Converter
public class TenantConfigurationColumn implements AttributeConverter<TenantConfiguration, String> {
    private static final String TYPE = EventJson.typeOf(TenantConfiguration.class);

    @Override
    public String convertToDatabaseColumn(TenantConfiguration configuration) {
        return configuration == null ? null : new String(EventJson.write(configuration), UTF_8);
    }

    @Override
    public TenantConfiguration convertToEntityAttribute(String json) {
        return json == null ? null : (TenantConfiguration) EventJson.read(TYPE, json.getBytes(UTF_8));
    }
}
