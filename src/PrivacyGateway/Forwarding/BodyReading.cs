namespace PrivacyGateway.Forwarding;

/// <summary>A body that was read, or the status that refuses it.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Reserved">Bytes taken from the budget, to be given back when the request ends.</param>
/// <param name="Refusal">A status code, or null.</param>
internal sealed record BodyReading(ReadOnlyMemory<byte> Bytes, int Reserved, int? Refusal = null)
{
    public static BodyReading Empty { get; } = new(default, 0);

    /// <summary>More than the policy's <c>bodyBytes</c>.</summary>
    public static BodyReading TooLarge { get; } = new(default, 0, 413);

    /// <summary>More than all requests together may hold; the sender may try again.</summary>
    public static BodyReading OverBudget { get; } = new(default, 0, 503);
}
