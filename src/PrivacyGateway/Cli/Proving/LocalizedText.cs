namespace PrivacyGateway.Cli.Proving;

/// <summary>A text of the report in English and German.</summary>
internal sealed record LocalizedText(string English, string German)
{
    public string In(bool isGerman) => isGerman ? German : English;
}
