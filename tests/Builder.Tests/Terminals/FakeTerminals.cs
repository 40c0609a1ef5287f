using System.Text;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder.Tests.Terminals;

/// <summary>Terminals that print nothing and note what is typed.</summary>
internal sealed class FakeTerminals : IAgentTerminals
{
    public StringBuilder Typed { get; } = new();

    public List<string> Sizes { get; } = [];

    public int Watches { get; private set; }

    public IAgentTerminal Watch(SessionId session, Action changed)
    {
        Watches++;
        return new Terminal(this);
    }

    public Task<bool> TypeAsync(
        SessionId session, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Typed.Append(Encoding.UTF8.GetString(bytes.Span));
        return Task.FromResult(true);
    }

    public Task<bool> ResizeAsync(SessionId session, int columns, int rows, CancellationToken cancellationToken)
    {
        Sizes.Add($"{columns}x{rows}");
        return Task.FromResult(true);
    }

    public Task RestoreSizeAsync(SessionId session, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sizes.Add("restored");
        return Task.CompletedTask;
    }

    private sealed class Terminal(FakeTerminals terminals) : IAgentTerminal
    {
        public bool IsThere => true;

        public Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken) =>
            Task.FromResult<TerminalEvent?>(null);

        public ValueTask DisposeAsync()
        {
            terminals.Watches--;
            return ValueTask.CompletedTask;
        }
    }
}
