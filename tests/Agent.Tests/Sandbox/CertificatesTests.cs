using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class CertificatesTests
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SandboxMode.Required)]
    [InlineData(SandboxMode.Off)]
    public async Task Further_certificates_are_an_agents_with_or_without_a_sandbox(SandboxMode mode)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["ca.pem"], Certificate, Token);

        Assert.Equal(Certificate, await ReadAsync(mode, folder["ca.pem"], "cat \"$NODE_EXTRA_CA_CERTS\""));
        Assert.Equal("none", await ReadAsync(mode, folder["absent.pem"], "printf %s \"${NODE_EXTRA_CA_CERTS-none}\""));
    }

    private static async Task<string> ReadAsync(SandboxMode mode, string certificates, string script)
    {
        await using var fixture = new ProbeFixture(mode, certificates: certificates);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        return await fixture.RunAsync(start, script);
    }
}
