using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class ConfigLoaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_file_is_read_up_to_the_longest_text()
    {
        var text = new string(' ', LoadedConfig.LongestText);
        File.WriteAllText(_file, text);

        Assert.Equal(text, ConfigLoader.Read(_file));
    }

    [Fact]
    public void A_file_that_is_larger_is_not_read()
    {
        File.WriteAllText(_file, new string(' ', LoadedConfig.LongestText + 1));

        Assert.Null(ConfigLoader.Read(_file));
    }
}
