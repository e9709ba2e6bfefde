using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>llama.cpp's <c>llama_chat_message</c>: two pointers to UTF-8 text that ends in a zero byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeChatMessage
{
    /// <summary>The role.</summary>
    public nint Role;

    /// <summary>The content.</summary>
    public nint Content;
}
