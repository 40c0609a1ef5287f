using System.Text;
using System.Threading.Channels;
using TmuxBuilder.Contracts;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Channels;

/// <summary>The far end of a connection of the emulator's WebSocket API.</summary>
internal sealed class CloudClient : IListeningClient
{
    private readonly Channel<string> frames = Channel.CreateUnbounded<string>();
    private readonly AwsAccount account;
    private readonly string connection;

    private CloudClient(AwsAccount account, string connection)
    {
        this.account = account;
        this.connection = connection;
    }

    public ChannelReader<string> Frames => frames.Reader;

    public static async Task<CloudClient> OpenAsync(
        AwsAccount account, string connection, CancellationToken cancellationToken)
    {
        await account.ConnectAsync(connection, cancellationToken);
        var client = new CloudClient(account, connection);
        _ = client.ListenAsync(cancellationToken);
        return client;
    }

    public void Vanish() => account.DisconnectAsync(connection, TestContext.Current.CancellationToken)
        .GetAwaiter().GetResult();

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = 0;
            while (await account.ReadAsync(connection, read + 1, cancellationToken) is { } messages)
            {
                for (; read < messages.Count; read++)
                {
                    frames.Writer.TryWrite(Encoding.UTF8.GetString(messages[read]));
                }
            }

            frames.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            frames.Writer.TryComplete(failure);
        }
    }
}
