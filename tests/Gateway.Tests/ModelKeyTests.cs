using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Gateway.Model;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ModelKeyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbk");

    private string KeyFile => Path.Combine(folder.FullName, "model.key");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_key_file_is_read_again_when_it_changes()
    {
        var source = Source(fromEnvironment: null);
        var before = source.Current;
        Write("first-key\n", OwnerOnly);
        var first = source.Current;
        Write("another-key\n", OwnerOnly);

        Assert.Null(before);
        Assert.Equal("first-key", first);
        Assert.Equal("another-key", source.Current);
    }

    [Fact]
    public void A_key_file_comes_before_the_environment()
    {
        var source = Source(fromEnvironment: "environment-key");
        var before = source.Current;
        Write("file-key", OwnerOnly);

        Assert.Equal("environment-key", before);
        Assert.Equal("file-key", source.Current);
    }

    [Fact]
    public void A_key_file_others_may_read_is_not_used()
    {
        Write("file-key", OwnerOnly | UnixFileMode.GroupRead);

        Assert.Null(Source(fromEnvironment: null).Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("two\nlines")]
    [InlineData("not printable \u0007")]
    public void A_file_that_holds_no_key_gives_none(string content)
    {
        Write(content, OwnerOnly);

        Assert.Null(Source(fromEnvironment: null).Current);
    }

    [Fact]
    public async Task Without_a_key_the_agent_is_told_so_and_not_to_try_again()
    {
        var token = TestContext.Current.CancellationToken;
        await using var gateway = new GatewayFixture(new GatewayOptions { AllowPackageRegistry = false });
        using var client = gateway.ApiClient(await gateway.OpenAsync(token));

        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        Assert.Contains("no model key", await response.Content.ReadAsStringAsync(token));
    }

    private void Write(string content, UnixFileMode mode)
    {
        File.WriteAllText(KeyFile, content);
        File.SetUnixFileMode(KeyFile, mode);
    }

    private ModelKeySource Source(string? fromEnvironment) =>
        new(
            new GatewayOptions { ModelKeyFile = KeyFile, ModelKey = fromEnvironment },
            NullLogger<ModelKeySource>.Instance);
}
