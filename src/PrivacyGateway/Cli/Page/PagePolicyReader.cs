using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Page;

/// <summary><c>validate --from-page FILE</c>: prints the policy that matches a page's pixel configuration.</summary>
internal static class PagePolicyReader
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The policy as JSON; null if there are errors.</returns>
    public static string? Read(FileText page, ConfigProblems problems)
    {
        if (page.Text is not { } text)
        {
            problems.Add(page.Problem!);
            return null;
        }

        if (PageBlock.Read(text, problems) is not { } policy)
            return null;

        // The gateway's readers validate it as they would in a file.
        var document = new ConfigDocument("", policy, new Dictionary<string, string>());
        PolicyValidator.Validate(
            ConfigPath.Root, RecordReader.Read<PolicyConfig>(new SectionReader(policy, ConfigPath.Root, document, problems)), problems);
        return problems.Errors.Count == 0 ? policy.ToJsonString(Indented) : null;
    }
}
