using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Diagnosis;

/// <summary>The last things that were typed to and told of one agent.</summary>
internal sealed class SessionNotes
{
    /// <summary>Stands among the typed lines for an Enter without a line.</summary>
    public const string EnterAgain = "(Enter again)";

    private const int MaxTold = 200;
    private const int MaxTyped = 20;

    private readonly Lock sync = new();
    private readonly Queue<AgentNote> told = [];
    private readonly Queue<AgentNote> typed = [];

    /// <summary>What was seen, oldest first.</summary>
    public IReadOnlyList<AgentNote> AllTold
    {
        get
        {
            lock (sync)
            {
                return [.. told];
            }
        }
    }

    /// <summary>The lines that were typed, oldest first.</summary>
    public IReadOnlyList<AgentNote> AllTyped
    {
        get
        {
            lock (sync)
            {
                return [.. typed];
            }
        }
    }

    public void Told(DateTimeOffset at, string text) => Add(told, at, text, MaxTold);

    public void Typed(DateTimeOffset at, string line) => Add(typed, at, line, MaxTyped);

    private void Add(Queue<AgentNote> notes, DateTimeOffset at, string text, int most)
    {
        var note = new AgentNote(at, SecretRedactor.Redact(Tmux.GuidText.Cut(text)));
        lock (sync)
        {
            notes.Enqueue(note);
            if (notes.Count > most)
            {
                notes.Dequeue();
            }
        }
    }
}
