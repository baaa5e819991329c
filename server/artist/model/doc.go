// Package model talks to the models that the artist may think with. It turns a
// conversation with texts, pictures and tool calls into a provider's wire and the
// streamed answer back, tells errors that last from those that pass, asks again
// after the latter, and records turns for tests. It knows nothing of painting.
//
// Two wires are spoken, by the providers' official SDKs: Anthropic's Messages API
// and OpenAI's chat completions, which Ollama, vLLM, llama.cpp and others speak as
// well. The SDKs write requests and read events; the rest is done here, for both
// alike: deadlines and bounds ([Patience], [ReplyBytes]), what an error means
// ([Error]), and trying again ([Retry]), for which theirs is switched off.
//
// The caller keeps the conversation: it appends each [Reply] as it is, as a
// message of the assistant, then the results of its calls as one of the user. A
// reply without parts, which models do give, is not a message and is not appended.
//
// Whoever configures a model decides where paintings and words go. So a key goes
// to the address that is set and to no other: redirects are not followed, and
// nothing is taken from the environment but by [FindKey], and the proxies that
// net/http knows.
//
// Package modeltest serves both wires from a script, so that no test needs a
// network.
//
// Dependencies. A stripped server grows from 12.5 to 34.7 MB by both SDKs; most of
// that is types of services that are never called. They register themselves when
// the program starts, so the linker keeps them, whichever constructor is used.
//
//   - anthropic-sdk-go/v2 (Apache-2.0; 6.4 MB alone, 30 s to build from nothing):
//     the official SDK, which follows the API's versions. Of version 1 there are
//     no more releases, and it speaks the API of 2023.
//   - openai-go/v3 (Apache-2.0; 18.8 MB alone, 50 s): the official SDK.
//   - of both: tidwall/gjson, sjson, match, pretty (MIT), small, for decoding.
//   - of anthropic-sdk-go, in its 6.4 MB and never called by us: invopop/jsonschema,
//     generic-list-go, jsonparser (MIT and BSD) and ordered-map (Apache-2.0) for
//     schemas of Go types; standard-webhooks (MIT); otel and auto/sdk with logr and
//     stdr (Apache-2.0), switched off; yaml/v4 (MIT and Apache-2.0), for profiles.
package model
