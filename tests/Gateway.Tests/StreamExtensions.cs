using System.Text;

namespace TmuxBuilder.Gateway.Tests;

internal static class StreamExtensions
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    extension(Stream stream)
    {
        /// <summary>Reads until what came contains <paramref name="text"/>, and returns it all.</summary>
        public async Task<string> ReadUntilAsync(string text, CancellationToken cancellationToken)
        {
            var seen = new StringBuilder();
            var buffer = new byte[4096];
            while (!seen.ToString().Contains(text, StringComparison.Ordinal))
            {
                var read = await stream.ReadSomeAsync(buffer, cancellationToken);
                Assert.True(read > 0, $"The stream ended without '{text}': {seen}");
                seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            return seen.ToString();
        }

        /// <summary>Reads until the other side ends, however it ends.</summary>
        public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
        {
            var seen = new StringBuilder();
            var buffer = new byte[4096];
            try
            {
                int read;
                while ((read = await stream.ReadSomeAsync(buffer, cancellationToken)) > 0)
                {
                    seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
                }
            }
            catch (IOException)
            {
                // A reset is an end too.
            }

            return seen.ToString();
        }

        private Task<int> ReadSomeAsync(byte[] buffer, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

        public Task SendAsync(string text, CancellationToken cancellationToken) =>
            stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken).AsTask();
    }
}
