using System.Text.Json.Serialization;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>The serializer for the consent endpoints' bodies; source-generated for Native AOT.</summary>
[JsonSerializable(typeof(ConsentState))]
[JsonSerializable(typeof(ConsentChange.Result))]
[JsonSerializable(typeof(ConsentResponse.Failure))]
internal sealed partial class ConsentJson : JsonSerializerContext;
