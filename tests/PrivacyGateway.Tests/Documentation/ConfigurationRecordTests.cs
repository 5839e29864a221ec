using System.Text.Json;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>The files that are written from the configuration records. <c>UPDATE_DOCS=1</c> renews them.</summary>
public sealed class ConfigurationRecordTests
{
    private static readonly JsonSerializerOptions Indented = new(SchemaKey.Plain) { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void The_schema_is_the_one_that_the_records_describe() =>
        AssertRenewed("config/proxy.schema.json", static _ => ConfigurationSchema.Root().ToJsonString(Indented) + "\n");

    [Fact]
    public void The_tables_of_the_configuration_page_are_those_that_the_records_describe() =>
        AssertRenewed("docs/configuration.md", ConfigurationTables.Renew);

    private static void AssertRenewed(string file, Func<string, string> renew)
    {
        var expected = renew(Repository.Read(file));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Repository.PathOf(file), expected);

        Assert.Equal(expected, Repository.Read(file));
    }
}
