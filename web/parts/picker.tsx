import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Searched } from './search.ts';

/** What can be picked, and how it is drawn; its name where nothing is said. */
export interface PickerOption extends Searched {
  readonly draw?: ReactNode;
}

interface PickerProps {
  readonly label: string;
  /** The name of what is chosen now; '' for nothing. */
  readonly shown: string;
  readonly placeholder?: string;
  /** What there is to choose, for what was typed; best first. */
  readonly options: (typed: string) => readonly PickerOption[];
  readonly choose: (key: string) => void;
  /** Whether to go on after typing chooses the best: where a wrong choice is seen at once and costs nothing. */
  readonly isQuick?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
  /** Said where nothing fits. */
  readonly none: string;
}

/**
 * Chooses from a list by typing.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function Picker(props: PickerProps) {
  const { label, shown, placeholder, isDisabled = false, className = '', none } = props;
  const id = useId();
  const picking = usePicking(props);
  const { typed, options, at, active } = picking;
  const isOpen = typed !== undefined;
  return (
    <div className={`picker ${className}`}>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active !== undefined ? `${id}-${at.toString()}` : undefined}
        disabled={isDisabled}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? shown}
        onFocus={(event) => event.target.select()}
        onClick={picking.open}
        onChange={(event) => picking.type(event.target.value)}
        onKeyDown={picking.press}
        onBlur={picking.leave}
      />
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
          {options.map((option, index) => (
            <Choice
              key={option.key}
              id={`${id}-${index.toString()}`}
              option={option}
              isActive={index === at}
              choose={() => picking.take(option)}
            />
          ))}
          {options.length === 0 && <p className="hint">{none}</p>}
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly option: PickerOption;
  readonly isActive: boolean;
  readonly choose: () => void;
}

function Choice({ id, option, isActive, choose }: ChoiceProps) {
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: the field says which one is meant.
    <div
      ref={item}
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      {option.draw ?? option.name}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What is typed, what that leaves, which of it is meant. */
function usePicking({ options: find, choose, isQuick = false }: PickerProps) {
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const options = typed === undefined ? [] : find(typed);
  const active = options[at];
  const close = () => setTyped(undefined);
  function type(text: string): void {
    setTyped(text);
    setAt(0);
  }
  const open = () => {
    if (typed === undefined) type('');
  };
  function take({ key }: PickerOption): void {
    close();
    choose(key);
  }
  function leave(): void {
    if (isQuick && active !== undefined && typed?.trim()) take(active);
    else close();
  }
  function press(event: KeyboardEvent): void {
    const isHere = typed !== undefined;
    const step = STEPS[event.key] ?? 0;
    if (step !== 0) {
      if (isHere) setAt(Math.min(options.length - 1, Math.max(0, at + step)));
      else type('');
    } else if (event.key === 'Enter' && isHere && active !== undefined) take(active);
    else if (event.key === 'Escape' && isHere) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return { typed, options, at, active, type, open, take, leave, press };
}
