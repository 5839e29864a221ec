namespace PrivacyGateway.Endpoints.State;

/// <summary>A button of the state page, with the field that it sends.</summary>
/// <param name="Action">The path that receives the form.</param>
/// <param name="Button">The button's text.</param>
internal sealed record StateForm(string Action, string Button)
{
    /// <summary>The name of the field that is typed; null for a button alone.</summary>
    public string? Field { get; init; }

    public string Label { get; init; } = "";

    /// <summary>The field's initial value.</summary>
    public string Value { get; init; } = "";

    /// <summary>The values that the field suggests.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
